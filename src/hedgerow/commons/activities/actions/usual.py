"""Adding the kinds of activity that most ecosystems have."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.activities.usual import ACTIVITIES, KINDS
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from .offering import save_kinds


@transaction.atomic
def add_usual_kinds(ecosystem: Ecosystem, *, by: Actor, at: datetime) -> Outcome:
    """Add the usual kinds, named in its main language; those there stay.

    Raises NotFound to outsiders, or NotPermitted.
    """
    there = set(Kind.objects.filter(ecosystem=ecosystem).values_list("key", flat=True))
    lacking = [key for key in ACTIVITIES if key not in there]
    with override((ecosystem.languages or ["en"])[0]):
        rows = [{"key": key, "name": str(KINDS.names[key])} for key in lacking]
    return save_kinds(ecosystem, rows, by=by, at=at)
