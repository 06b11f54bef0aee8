"""An import is taken out again as a whole, while nothing has built on it; every table is as before."""

import re

import pytest

from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.people.models import Organisation, Person, PopulationGroup
from hedgerow.edges.exchange import undoing
from hedgerow.edges.exchange.actions import import_file
from hedgerow.edges.exchange.errors import BuiltUpon, NotUndoable
from hedgerow.edges.exchange.models import Import, ImportTrace
from hedgerow.edges.exchange.privacy import erase_traces
from hedgerow.edges.exchange.undoing import forget_traces, undo_import
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty

from .test_targets import AT, YEAR, as_ready
from .undoings import STEWARD, everything, undo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def grove(grove):
    grove.time_zone, grove.collects_groups = "America/Chicago", True
    grove.save()
    PopulationGroup.objects.create(
        ecosystem=grove, dimension="language", key="es", title="Spanish", announced_at=AT
    )
    return grove


@pytest.fixture
def bring(grove, tmp_path):
    def brought(target, content=None):
        upload = as_ready(tmp_path, target, content or YEAR[target])
        done = import_file(grove, upload, by=STEWARD, at=AT)
        return done.row and Import.objects.get(uuid=done.row)

    return brought


@pytest.mark.parametrize("target", list(YEAR))
def test_after_an_undo_every_table_is_as_before_and_the_file_comes_in_again(bring, target):
    for before in list(YEAR)[: list(YEAR).index(target)]:
        bring(before)
    there = everything()
    row = bring(target)
    assert everything() != there
    Dirty.objects.all().delete()
    assert undo(row).state == "undone"
    assert everything() == there
    assert bring(target).preview["new"] == row.preview["new"]
    assert bring(target) is None


CHANGES = [
    ("organisations", "partner,P1,Library", "library,P1,Town Library"),
    ("people", "L2,Bo,learner,S1,5", "L2,Bo Ek,tutor,S1,"),
    ("guardians", "mother", "aunt"),
    ("groups", "5a,S1", "5b,"),
    ("group-members", "T1,yes", "T1,no"),
    ("activities", "partner:P2; ", ""),
    ("enrolments", "2026-10-01", "2026-10-02"),
    ("attendance", "late,40", "late,30"),
    ("observations", "93.40", "93.5"),
]


@pytest.mark.parametrize(("target", "old", "new"), CHANGES)
def test_what_an_import_changed_is_written_back(bring, target, old, new):
    for one in YEAR:
        bring(one)
    there = everything()
    row = bring(target, YEAR[target].replace(old, new, 1))
    assert everything() != there
    undo(row)
    assert everything() == there


@pytest.mark.parametrize(
    ("first", "then", "what"),
    [
        ("organisations", "people", "roles"),
        pytest.param("people", "guardians", "guardians", marks=pytest.mark.slow),
        pytest.param("groups", "group-members", "places in groups", marks=pytest.mark.slow),
        pytest.param("activities", "enrolments", "enrolments", marks=pytest.mark.slow),
        ("activities", "attendance", "sessions"),
    ],
)
def test_a_refusal_says_what_has_built_on_it(bring, first, then, what):
    rows = {}
    for one in list(YEAR)[: list(YEAR).index(then) + 1]:
        rows[one] = bring(one)
    there = everything()
    with pytest.raises(BuiltUpon) as refused:
        undo(rows[first])
    assert what in str(refused.value)
    assert re.search(r"\([1-4]\)", str(refused.value))
    assert everything() == there
    assert Import.objects.get(pk=rows[first].pk).state == "done"


def test_imports_are_undone_in_the_reverse_of_their_order(bring):
    there = everything()
    rows = [bring(one) for one in YEAR]
    for row in reversed(rows):
        undo(row)
    assert everything() == there


def test_what_was_edited_since_stays(bring):
    row = bring("organisations")
    Organisation.objects.filter(code="P1").update(name="Pool")
    with pytest.raises(BuiltUpon, match="organisations that it brought in have changed"):
        undo(row)
    again = bring("organisations", YEAR["organisations"].replace("Oak", "Oak Hill"))
    Organisation.objects.filter(code="S1").update(name="Oak Vale")
    with pytest.raises(BuiltUpon, match=r"that it changed have changed again \(1\)"):
        undo(again)
    assert Organisation.objects.get(code="S1").name == "Oak Vale"


def test_an_undo_marks_what_was_copied_and_tells_the_journal(bring, grove):
    for one in list(YEAR)[:-2]:
        bring(one)
    row = bring("attendance")
    Dirty.objects.all().delete()
    undo(row)
    assert Dirty.objects.filter(table="attendance", month="2026-09", ecosystem=grove.pk).exists()
    assert not Session.objects.exists()
    assert Enrolment.objects.exists()
    assert Fact.objects.filter(kind="exchange.undone").count() == 1


def test_an_import_is_undone_once_by_those_who_may_import_and_not_for_ever(bring):
    row = bring("organisations")
    with pytest.raises(NotFound):
        undo_import(row.uuid, by=Actor.public(), at=AT)
    assert Organisation.objects.exists()
    undo(row)
    with pytest.raises(NotUndoable):
        undo(row)
    later = bring("organisations")
    forget_traces(AT + undoing.KEPT * 2)
    with pytest.raises(NotUndoable):
        undo(later)
    assert Organisation.objects.exists()


def test_what_stood_of_an_erased_person_is_forgotten_with_them(bring):
    bring("organisations")
    bring("people")
    bring("people", YEAR["people"].replace("L2,Bo", "L2,Bo Ek"))
    assert ImportTrace.objects.count() == 3
    erase_traces(Person.objects.get(code="L2").pk, AT)
    assert ImportTrace.objects.count() == 2
