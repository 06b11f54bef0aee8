"""Whom an import ends the role of loses the places that came with it, and has them again once undone."""

from datetime import date

import pytest
from django.utils import timezone

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Activity, Enrolment, Kind
from hedgerow.commons.membership.actions import place_many
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from .lacking import brought, whole
from .test_absent import brought as brought_list
from .undoings import undo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY, BEGAN = date(2026, 11, 20), date(2026, 8, 17)
STEWARD = Actor.the_steward()
PEOPLE = "code,name,role,organisation_code,starts,ends\n"


def a_club(grove):
    kind = Kind.objects.create(ecosystem=grove, key="club", name="Club")
    row = {"kind_id": kind.pk, "title": "Robotics", "starts": BEGAN, "code": "ROBO"}
    actions.save_activities(grove, [row], by=STEWARD, at=timezone.now())
    return Activity.objects.get()


def enrolled(grove, *codes):
    club = a_club(grove)
    rows = [
        {"activity_id": club.pk, "person_id": pk, "starts": BEGAN}
        for pk in Person.objects.filter(code__in=codes).values_list("pk", flat=True)
    ]
    actions.enrol_many(grove, rows, by=STEWARD, at=timezone.now())
    return club


def last_days(code):
    theirs = {"person__code": code}
    return (
        set(GroupPlace.objects.filter(**theirs).values_list("ends", flat=True)),
        set(Enrolment.objects.filter(**theirs).values_list("ends", flat=True)),
    )


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize("chosen", [{"gone": "1"}, {"who": ["1"]}])
def test_a_set_ends_the_places_of_who_is_gone_and_an_undo_opens_them(ada, grove, version, chosen):
    brought(ada, whole(version))
    Assignment.objects.update(starts=BEGAN)  # 1.1 does not say when a role began
    club = enrolled(grove, "l1", "l2")
    row = brought(ada, whole(version, without=["l2"]), day=str(DAY), **chosen)
    held = Enrolment.objects.get(person__code="l2")
    assert last_days("l2") == ({DAY}, {DAY})
    assert held.dropped
    assert last_days("l1") == ({None}, {None})
    group = Group.objects.get()
    Enrolment.objects.filter(person__code="l1").delete()
    done = actions.enrol_group(club, group, date(2026, 11, 28), by=STEWARD, at=timezone.now())
    assert done.new == 1
    Enrolment.objects.filter(person__code="l1").delete()
    undo(row)
    assert last_days("l2") == ({None}, {None})
    assert not Enrolment.objects.get(person__code="l2").dropped


def test_the_places_of_a_school_that_somebody_moved_from_are_told_by_the_set(ada):
    brought(ada, whole())
    brought(ada, whole(moved=["l1"]), moved="1")
    assert last_days("l1")[0] == {None}


def here(ada, grove):
    """Ana and Bo in a group and a club, by lists."""
    organisations = "code,name,kind\noak,Oak,school\n"
    brought_list(ada, organisations, "ready:organisations")
    rows = "".join(f"{one},learner,oak,2026-08-17,\n" for one in ("L1,Ana", "L2,Bo"))
    brought_list(ada, PEOPLE + rows)
    group = Group.objects.create(ecosystem=grove, name="Math 1", starts=BEGAN)
    people = [
        {"group_id": group.pk, "person_id": pk, "starts": BEGAN}
        for pk in Person.objects.filter(code__in=("L1", "L2")).values_list("pk", flat=True)
    ]
    place_many(grove, people, by=STEWARD, at=timezone.now())
    enrolled(grove, "L1", "L2")


def test_a_list_with_a_last_day_ends_the_places_and_an_undo_opens_them(ada, grove):
    here(ada, grove)
    row = brought_list(ada, PEOPLE + "L1,Ana,learner,oak,2026-08-17,2026-11-20\n")
    assert Assignment.objects.get(person__code="L1").ends == DAY
    assert last_days("L1") == ({DAY}, {DAY})
    assert last_days("L2") == ({None}, {None})
    undo(row)
    assert last_days("L1") == ({None}, {None})


def test_a_list_that_lacks_somebody_does_the_same(ada, grove):
    here(ada, grove)
    row = brought_list(ada, PEOPLE + "L2,Bo,learner,oak,2026-08-17,\n", who=["1"])
    assert last_days("L1") == ({DAY}, {DAY})
    assert last_days("L2") == ({None}, {None})
    undo(row)
    assert last_days("L1") == ({None}, {None})


def test_what_was_to_begin_is_there_again_once_undone(ada, grove):
    here(ada, grove)
    later = date(2027, 3, 1)
    GroupPlace.objects.filter(person__code="L1").update(starts=later)
    Enrolment.objects.filter(person__code="L1").update(starts=later)
    row = brought_list(ada, PEOPLE + "L1,Ana,learner,oak,2026-08-17,2026-11-20\n")
    assert last_days("L1") == (set(), set())
    undo(row)
    assert last_days("L1") == ({None}, {None})
    assert Enrolment.objects.get(person__code="L1").starts == later
