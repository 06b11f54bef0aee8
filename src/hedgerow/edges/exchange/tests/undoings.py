"""An undo as the tests carry it out, and all that must be afterwards as it was before."""

from django.apps import apps
from django.db import connection

from hedgerow.commons.people.models import NameWord
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.foundation.permissions import Actor

from .test_targets import AT

STEWARD = Actor.the_steward()
TABLES = ("people", "membership", "observations", "frameworks", "activities", "ecosystems")
STEPPED = {"revision"}


def undo(row):
    done = undo_import(row.uuid, by=STEWARD, at=AT)
    connection.check_constraints()
    return done


def everything():
    """All rows of all tables that imports may write, and of those that hang on them."""
    models = [one for one in apps.get_models() if one._meta.app_label in TABLES]
    return {
        one._meta.label: [
            {name: value for name, value in row.items() if name not in STEPPED}
            for row in one._default_manager.order_by("pk").values()
        ]
        for one in models
        if one is not NameWord
    } | {"words": sorted(NameWord.objects.values_list("word", "person", "organisation"), key=str)}
