"""A set by columns comes to what it comes to row by row, whatever is here before."""

import random
from collections import Counter
from datetime import date

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.models import Guardian, NameWord, Organisation, Person
from hedgerow.edges.exchange.actions import Upload, import_file
from hedgerow.edges.exchange.rosters import many_guardians, many_people, many_places, target, whole
from hedgerow.edges.exchange.rosters.here import here
from hedgerow.edges.exchange.rosters.sets import read_set
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty

from .conftest import AT
from .drawn import drawn

pytestmark = pytest.mark.django_db


def disturb(place, seed):
    """What may have happened here since the last set came in."""
    chance = random.Random(seed)
    people = list(Person.objects.filter(kept_by=place).order_by("code"))
    for person in chance.sample(people, 5):
        person.name, person.email = "Somebody Else", "else@example.org"
        person.save()
    erased = chance.choice(people)
    Person.objects.filter(pk=erased.pk).update(erased_at=AT)
    for row in Assignment.objects.filter(ecosystem=place).order_by("pk"):
        if chance.random() < 0.2:
            row.ends, row.grade = max(row.starts, date(2026, 11, 1)), "9"
            row.save()
    for row in GroupPlace.objects.filter(group__ecosystem=place).order_by("pk"):
        if chance.random() < 0.2:
            row.ends = chance.choice([row.starts, date(2027, 6, 1)])
            row.save()
    Guardian.objects.filter(ecosystem=place, guardian=people[0]).delete()


def records(found):
    """Every record that a comparison comes to: kind, target, line, what it says."""
    said = Counter()
    for kind in ("new", "changed", "unchanged"):
        for one in getattr(found.diff, kind):
            said[kind, one.label, one.line, plain(one.values), plain(one.was or {})] += 1
    many = found.diff.many
    if many:
        fresh = {
            "people": many_people.records(many["people"].new),
            "guardians": many_guardians.ties(many["guardians"].new),
            "group-members": many_places.records(many["group-members"].new),
        }
        for name, rows in fresh.items():
            for one in rows:
                said["new", name, one.line, plain(one.values), plain({})] += 1
    return said


def plain(values):
    return tuple(sorted((name, str(value)) for name, value in values.items()))


def all_of(steps):
    """What the steps say, in no order."""
    said = [(step.target, step.file, sorted(map(str, step.records))) for step in steps.steps]
    return said, steps.aside, steps.problems


def counted(said, kind):
    return Counter(one[1] for one in said.elements() if one[0] == kind)


def tried(seeds):
    """Versions with seeds, two of them on every database."""
    marks = {seed: [pytest.mark.sqlite] for seed in range(2, seeds)}
    pairs = [(version, seed) for version in ("1.1", "1.2") for seed in range(seeds)]
    return [pytest.param(*pair, marks=marks.get(pair[1], ())) for pair in pairs]


@pytest.mark.slow
@pytest.mark.parametrize(("version", "seed"), tried(8))
def test_both_ways_compare_alike(tmp_path, version, seed):
    place, day = ecosystem("Grove", slug="grove"), AT.date()
    for number in range(3):
        path = drawn(f"{seed} {number // 2}", version).write(tmp_path / f"{number}.zip")
        roster = read_set(path)
        assert not roster.problems
        slow, quick = target.compare_rows(place, roster), target.compare(place, read_set(path))
        assert whole.fits(roster)
        narrow, everybody = here(place, roster.persons()), here(place)
        assert all_of(roster.steps(narrow, day)) == all_of(roster.steps(everybody, day))
        rows, columns = records(slow), records(quick)
        for kind in ("new", "changed"):
            assert {k: v for k, v in columns.items() if k[0] == kind} == {
                k: v for k, v in rows.items() if k[0] == kind
            }
        same = counted(columns, "unchanged")
        same.update({name: one.unchanged for name, one in quick.diff.many.items()})
        assert +same == counted(rows, "unchanged")
        assert sorted(map(str, slow.diff.problems)) == sorted(map(str, quick.diff.problems))
        assert slow.steps.aside == quick.steps.aside
        if quick.diff.problems:
            return
        if isinstance(outcome(place, path), Refused):
            return
        disturb(place, f"{seed} {number}")


def tables(place):
    """What stands in the tables of an ecosystem, without keys."""
    person = {"ecosystem": place}
    return {
        "people": rows(Person.objects.filter(kept_by=place), "code", "name", "sort_name", "called",
                       "born", "email", "phone", "origin", "revision", "created_at"),
        "words": rows(NameWord.objects.filter(person__kept_by=place), "person__code", "word"),
        "organisations": rows(Organisation.objects.filter(kept_by=place), "code", "name"),
        "roles": rows(Assignment.objects.filter(**person), "person__code", "role", "starts", "ends",
                      "organisation__code", "grade", "origin"),
        "guardians": rows(Guardian.objects.filter(**person), "guardian__code", "learner__code",
                          "starts", "ends", "relation", "barred", "origin"),
        "groups": rows(Group.objects.filter(**person), "code", "name", "starts", "ends"),
        "places": rows(GroupPlace.objects.filter(group__ecosystem=place), "group__code",
                       "person__code", "leads", "starts", "ends"),
        "facts": [(one.kind, one.content.payload, one.subjects.count(), one.via, one.origin)
                  for one in Fact.objects.filter(ecosystem=place.pk).order_by("pk")],
        "marks": rows(Dirty.objects.filter(ecosystem=place.pk), "table", "month"),
    }  # fmt: skip


def rows(found, *names):
    return Counter(found.values_list(*names))


@pytest.mark.slow
@pytest.mark.parametrize(("version", "seed"), tried(4))
def test_both_ways_write_alike(tmp_path, monkeypatch, version, seed):
    quick, slow = ecosystem("Quick", slug="quick"), ecosystem("Slow", slug="slow")
    for number in range(2):
        path = drawn(f"{seed} {number}", version).write(tmp_path / f"{number}.zip")
        ours = outcome(quick, path)
        with monkeypatch.context() as patched:
            patched.setattr(whole, "fits", lambda roster: False)
            theirs = outcome(slow, path)
        if isinstance(theirs, Refused):
            assert (str(ours), ours.details) == (str(theirs), theirs.details)
            return
        assert (ours.new, ours.changed, ours.unchanged) == (
            theirs.new, theirs.changed, theirs.unchanged,
        )  # fmt: skip
        assert ours.excluded == theirs.excluded
        assert shown(ours) == shown(theirs)
        assert tables(quick) == tables(slow)


def outcome(place, path):
    try:
        return import_file(place, Upload(path), by=Actor.the_steward(), at=AT)
    except Refused as refusal:  # also who may lead no longer, which is found while writing
        return refusal


def shown(found):
    return {
        kind: [(one.line, one.label, plain(one.values)) for one in rows]
        for kind, rows in found.first.items()
    }
