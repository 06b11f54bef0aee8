"""Lists of groups, of activities and of families say whom they lack, too."""

from datetime import date

import pytest
from django.utils import timezone

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.portal.erasing import erase_person

from .sending import page
from .test_absent import brought, looked_at
from .undoings import STEWARD, undo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 11, 20)
PLACES = "group_code,person_code,starts\n"
ENROLLED = "activity_code,person_code,starts\n"
FAMILIES = "name,born,starts,organisation_code,guardian1_name,guardian1_email\n"


@pytest.fixture(autouse=True)
def oak(ada, grove):
    organisation(grove, "Oak", kind="school", code="oak")
    pupils = ("L1,Ana", "L2,Bo", "L3,Cy")
    heads = "code,name,role,organisation_code\n"
    brought(ada, heads + "".join(f"{one},learner,oak\n" for one in pupils))


def test_a_list_of_groups_ends_the_places_of_who_is_chosen(ada):
    groups = "code,name,organisation_code,starts\n5A,5a,oak,2026-08-17\n5B,5b,oak,2026-08-17\n"
    brought(ada, groups, "ready:groups")
    first, *rest = [f"{one},2026-08-17\n" for one in ("5A,L1", "5A,L2", "5B,L3")]
    brought(ada, PLACES + first + "".join(rest), "ready:group-members")
    said = page(ada, looked_at(ada, PLACES + first, "ready:group-members"))
    assert "Bo" in said
    assert "Cy" not in said
    row = brought(ada, PLACES + first, "ready:group-members", who=["1"])
    assert GroupPlace.objects.get(person__code="L2").ends == DAY
    assert GroupPlace.objects.filter(ends=None).count() == 2
    undo(row)
    assert GroupPlace.objects.filter(ends=None).count() == 3


def test_a_place_that_went_with_who_was_erased_is_in_nobodys_way(ada):
    brought(ada, "code,name,organisation_code,starts\n5A,5a,oak,2026-08-17\n", "ready:groups")
    first, *rest = [f"5A,L{n},2026-08-17\n" for n in (1, 2, 3)]
    brought(ada, PLACES + first + "".join(rest), "ready:group-members")
    row = brought(ada, PLACES + first, "ready:group-members", who=["1", "2"])
    erase_person(Person.objects.get(code="L2"), by=STEWARD, at=timezone.now())
    undo(row)
    places = GroupPlace.objects.filter(ends=None).values_list("person__code", flat=True)
    assert set(places) == {"L1", "L3"}


def test_who_went_to_another_group_is_not_taken_for_somebody_else(ada):
    groups = "code,name,organisation_code,starts\n5A,5a,oak,2026-08-17\n5B,5b,oak,2026-08-17\n"
    brought(ada, groups, "ready:groups")
    brought(ada, PLACES + "5A,L1,2026-08-17\n5A,L2,2026-08-17\n", "ready:group-members")
    moved = PLACES + "5A,L1,2026-08-17\n5B,L2,2026-11-20\n"
    row = looked_at(ada, moved, "ready:group-members")
    assert [one["like"] for one in row.preview["absent"]] == [None]


def test_a_list_of_an_activity_ends_the_enrolments_of_who_is_chosen(ada):
    club = "code,title,kind,kind_name,starts\nROBO,Robotics,club,Club,2026-08-17\n"
    brought(ada, club, "ready:activities")
    first, second = "ROBO,L1,2026-08-24\n", "ROBO,L2,2026-08-24\n"
    brought(ada, ENROLLED + first + second, "ready:enrolments")
    row = brought(ada, ENROLLED + second, "ready:enrolments", who=["1"])
    left = Enrolment.objects.get(person__code="L1")
    assert (left.ends, left.dropped) == (DAY, True)
    undo(row)
    assert Enrolment.objects.filter(ends=None).count() == 2


def test_a_sheet_of_families_tells_of_its_learners_alone(ada):
    first = "Dee Oh,2015-11-02,2026-08-17,oak,Eve Oh,eve@example.org\n"
    second = "Fay Paz,2015-03-09,2026-08-17,oak,Rosa Paz,rosa@example.org\n"
    brought(ada, FAMILIES + first + second, "ready:families")
    said = page(ada, looked_at(ada, FAMILIES + second, "ready:families"))
    assert "1 person who was" in said
    assert "Dee Oh" in said
    row = brought(ada, FAMILIES + second, "ready:families", who=["1"])
    roles = Assignment.objects.filter(ends=DAY).values_list("person__name", "role")
    assert list(roles) == [("Dee Oh", "learner")]
    undo(row)
    assert not Assignment.objects.filter(ends=DAY).exists()
