"""Very many rows of any target are written as few are."""

import re

import pytest

from hedgerow.commons.observations.models import Observation
from hedgerow.commons.people.models import NameWord, Organisation
from hedgerow.edges.exchange import carrying
from hedgerow.edges.exchange.actions import import_file
from hedgerow.foundation import sets
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.journal import actions
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.journal.verification import verify
from hedgerow.foundation.permissions import Actor

from .test_targets import AT, MODELS, YEAR, as_ready, planted

pytestmark = pytest.mark.django_db
CHANGES = {
    "organisations": ("partner,P1,Library", "partner,P1,Town Library"),
    "people": ("L2,Bo,learner,S1,5", "L2,Bo José,learner,S1,6"),
    "guardians": ("mother", "aunt"),
    "groups": ("5A,5a,S1", "5A,5a of Oak,S1"),
    "group-members": ("5A,T1,yes", "5A,T1,no"),
    "enrolments": ("2026-10-01", "2026-10-02"),
    "attendance": ("late,40", "late,30"),
}
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
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
    for target, (was, now) in CHANGES.items():
        changed = as_ready(folder, target, YEAR[target].replace(was, now))
        assert import_file(own, changed, by=Actor.the_steward(), at=AT).changed
    facts = Fact.objects.filter(ecosystem=own.pk).order_by("pk")
    said = [
        (one.kind, ID.sub("an id", str(one.content.payload)), one.subjects.count()) for one in facts
    ]
    return {model: rows(model, pk) for model, pk in before.items()}, said


@pytest.mark.slow
def test_a_year_by_columns_is_a_year_row_by_row(tmp_path, monkeypatch):
    few = brought_in("Few", tmp_path)
    monkeypatch.setattr(sets, "MANY", 1)
    monkeypatch.setattr(sets, "SOME", 1)
    monkeypatch.setattr(actions, "MANY", 1)
    many = brought_in("Many", tmp_path)
    assert many == few
    assert all(many[0].values())
    actions.seal_all()
    assert verify()[1] == []


def test_the_database_counts_its_tables_after_a_large_import_and_not_after_a_small_one(
    tmp_path, monkeypatch
):
    counting = Job.objects.filter(name="installation.statistics")
    place = planted("Grove")
    first, second = [as_ready(tmp_path, *one) for one in list(YEAR.items())[:2]]
    import_file(place, first, by=Actor.the_steward(), at=AT)
    assert not counting.exists()
    monkeypatch.setattr(carrying, "GROWN", 1)
    import_file(place, second, by=Actor.the_steward(), at=AT)
    assert counting.count() == 1
