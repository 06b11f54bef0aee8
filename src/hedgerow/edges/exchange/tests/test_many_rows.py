"""Very many rows of any target are written as few are."""

import pytest

from hedgerow.commons.observations.models import Observation
from hedgerow.commons.people.models import NameWord, Organisation
from hedgerow.edges.exchange.actions import import_file
from hedgerow.foundation import sets
from hedgerow.foundation.journal import actions
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.journal.verification import verify
from hedgerow.foundation.permissions import Actor

from .test_targets import AT, MODELS, YEAR, as_ready, planted

pytestmark = pytest.mark.django_db
KEYS = ("id", "uuid", "marked_at", "recorded_at")


def rows(model, above):
    """What rows say that were written since, without keys and clocks."""
    found = model.objects.filter(pk__gt=above).values()
    return sorted(
        str({k: v for k, v in row.items() if k not in KEYS and not k.endswith("_id")})
        for row in found
    )


def highest(model):
    return max(model.objects.values_list("pk", flat=True), default=0)


def brought_in(name, folder):
    own = planted(name)
    tables = (*MODELS, Organisation, Observation, NameWord)
    before = {model: highest(model) for model in tables}
    for target, content in YEAR.items():
        import_file(own, as_ready(folder, target, content), by=Actor.the_steward(), at=AT)
    facts = Fact.objects.filter(ecosystem=own.pk).order_by("pk")
    said = [(one.kind, one.content.payload, one.subjects.count()) for one in facts]
    return {model: rows(model, pk) for model, pk in before.items()}, said


def test_a_year_by_columns_is_a_year_row_by_row(tmp_path, monkeypatch):
    few = brought_in("Few", tmp_path)
    monkeypatch.setattr(sets, "MANY", 1)
    monkeypatch.setattr(actions, "MANY", 1)
    many = brought_in("Many", tmp_path)
    assert many == few
    assert all(many[0].values())
    actions.seal_all()
    assert verify()[1] == []
