"""When another language stands first: what is written stays in the one that it is in, and says so."""

from django.apps import apps
from django.db.models import Q

from hedgerow.foundation.jsontypes import HoldsAny

from .models import Ecosystem
from .told import ToldRow


def keep_as_written(ecosystem: Ecosystem, language: str) -> None:
    """Have each row that says nothing of it say that its columns are in ``language``.

    One statement a kind of row.
    """
    for model in apps.get_models():
        if issubclass(model, ToldRow):
            rows = model._default_manager.filter(**{model.ecosystem_by: ecosystem.pk})
            rows.filter(~Q(HoldsAny("told"))).update(told={language: {}})
