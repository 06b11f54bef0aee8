"""At the turn of a school year most grades change: by columns as row by row, and undone as a whole."""

import random
from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.rosters import target, whole
from hedgerow.edges.exchange.rosters.sets import read_set
from hedgerow.foundation.errors import Refused

from .drawn import drawn
from .test_roster_ways import outcome, records, tables
from .undoings import undo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GRADES = ("", "01", "06", "KG", "12")


def turned(seed, version):
    """The set of that seed with other grades, and here and there another name."""
    chance, made = random.Random(f"turned {seed}"), drawn(seed, version)
    for row in made.files["users"]:
        if chance.random() < 0.8:
            row["grades"] = chance.choice(GRADES)
        if chance.random() < 0.1:
            row["familyName"] = "Else"
    return made


def disturbed(place, seed):
    """Some roles have ended since, and of these some have begun anew on the next day."""
    chance = random.Random(f"disturbed {seed}")
    for row in Assignment.objects.filter(ecosystem=place).order_by("person__code", "role", "pk"):
        if chance.random() < 0.2:
            row.ends = row.starts
            row.save()
            if chance.random() < 0.5:
                row.pk, row.uuid, row.ends, row.grade = None, Assignment().uuid, None, "9"
                row.starts += timedelta(days=1)
                row.save()


def stands(place):
    said = tables(place)
    return {name: rows for name, rows in said.items() if name not in ("facts", "marks")}


def compared_alike(quick, slow, path):
    """Compare by columns and row by row; return how many people were looked at one by one."""
    ours, theirs = target.compare(quick, read_set(path)), target.compare_rows(slow, read_set(path))
    changed = [
        {said: n for said, n in records(one).items() if said[0] == "changed"}
        for one in (ours, theirs)
    ]
    assert changed[0] == changed[1]
    return sum(len(step.records) for step in ours.steps.steps if step.target == "people")


ALONE = pytest.mark.sqlite  # some of each are tried on every database


@pytest.mark.parametrize(
    ("version", "seed"),
    [
        *(("1.1", 0), ("1.2", 1)),
        *(pytest.param("1.1", seed, marks=ALONE) for seed in range(1, 6)),
        *(pytest.param("1.2", seed, marks=ALONE) for seed in (0, 2, 4)),
    ],
)
def test_turned_grades_come_to_the_same_both_ways_and_back(tmp_path, monkeypatch, version, seed):
    quick, slow = ecosystem("Quick", slug="quick"), ecosystem("Slow", slug="slow")
    first = drawn(seed, version).write(tmp_path / "first.zip")
    second = turned(seed, version).write(tmp_path / "second.zip")
    for place in (quick, slow):
        assert not isinstance(outcome(place, first), Refused)
        disturbed(place, seed)
    before = stands(quick)
    assert before == stands(slow)
    looked_at = compared_alike(quick, slow, second)
    done = [outcome(quick, second)]
    with monkeypatch.context() as patched:
        patched.setattr(whole, "fits", lambda roster: False)
        done.append(outcome(slow, second))
    assert (done[0].new, done[0].changed) == (done[1].new, done[1].changed)
    assert done[0].changed["people"]
    if version == "1.1":  # where a user has one role, most are compared by columns
        assert looked_at < done[0].changed["people"]
    assert tables(quick) | {"marks": 0} == tables(slow) | {"marks": 0}
    for place, one in zip((quick, slow), done, strict=True):
        undo(Import.objects.get(uuid=one.row))
        assert unstepped(stands(place)) == unstepped(before)


def unstepped(said):
    """Without how often a person was edited, which undoing steps."""
    return {name: rows for name, rows in said.items() if name != "people"} | {
        "people": sorted(str((*row[:8], row[9])) for row in said["people"].elements())
    }
