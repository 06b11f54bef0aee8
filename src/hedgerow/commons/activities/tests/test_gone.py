"""With somebody's last role here end their places: in groups, and in activities."""

from datetime import date, timedelta

import pytest

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.leaving import LAST, TODAY, Scene, days
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.actions.left_overdue import close_left_overdue
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.journal.models import Fact, FactContent, FactSubject

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_places_and_enrolments_end_on_the_last_day_of_the_role_in_its_fact(scene: Scene) -> None:
    gone, stays, _more = scene.club.learners
    scene.end(gone)
    assert days(gone) == ({LAST}, {LAST})
    assert days(stays) == ({None}, {None})
    assert Enrolment.objects.get(person=gone).dropped
    fact = Fact.objects.get(kind="membership.roles_ended")
    said = FactContent.objects.get(fact=fact).payload
    assert (said["places_ended"], said["enrolments_ended"]) == (1, 1)
    about = FactSubject.objects.filter(fact=fact).values_list("kind", flat=True)
    assert {"membership.group", "activities.enrolment", "people.person"} == set(about)


def test_the_last_day_counts(scene: Scene) -> None:
    gone = scene.club.learners[0]
    scene.end(gone, on=TODAY)
    assert days(gone) == ({TODAY}, {TODAY})


def test_a_day_to_come_ends_nothing_before_it_is_over(scene: Scene) -> None:
    gone, on = scene.club.learners[0], TODAY + timedelta(days=3)
    scene.end(gone, on=on)
    assert days(gone) == ({None}, {None})
    assert close_left_overdue(NOW + timedelta(days=2)) == 0
    assert close_left_overdue(NOW + timedelta(days=5)) == 2
    assert days(gone) == ({on}, {on})
    assert close_left_overdue(NOW + timedelta(days=5)) == 0
    assert Fact.objects.filter(kind="membership.places_ended").count() == 1


def test_nothing_ends_before_it_began_and_what_was_to_begin_is_taken_back(scene: Scene) -> None:
    gone, later = scene.club.learners[0], scene.club.learners[1]
    GroupPlace.objects.filter(person=gone).update(starts=TODAY)
    Enrolment.objects.filter(person=gone).update(starts=TODAY)
    for model in (GroupPlace, Enrolment):
        model.objects.filter(person=later).update(starts=TODAY + timedelta(days=9))
    scene.end(gone, later)
    assert days(gone) == ({TODAY}, {TODAY})
    assert days(later) == (set(), set())


def test_who_is_a_learner_at_two_schools_loses_the_places_of_one(scene: Scene) -> None:
    gone, elm = scene.club.learners[0], factories.member_school(scene.eco, "Elm School")
    factories.assigned(gone, "learner", scene.eco, elm)
    there = scene.place(gone, scene.group("Art 1", elm))
    of_none = scene.place(gone, scene.group("Choir", None))
    scene.end(gone, organisation=scene.oak)
    open_ = set(GroupPlace.objects.filter(person=gone, ends=None))
    assert open_ == {there, of_none}
    assert days(gone)[1] == {LAST}


def test_who_stays_as_guardian_is_no_learner_any_more(scene: Scene) -> None:
    gone = scene.club.learners[0]
    factories.assigned(gone, "guardian", scene.eco)
    scene.end(gone, role="guardian")
    assert days(gone) == ({None}, {None})
    scene.end(gone, role="learner")
    assert days(gone) == ({LAST}, {LAST})


def test_another_role_as_learner_of_the_school_keeps_the_places(scene: Scene) -> None:
    gone = scene.club.learners[0]
    factories.assigned(gone, "learner", scene.eco)
    scene.end(gone, organisation=scene.oak)
    assert days(gone) == ({None}, {None})


def test_places_elsewhere_are_not_touched(scene: Scene) -> None:
    gone, far = scene.club.learners[0], factories.ecosystem("Far")
    factories.assigned(gone, "learner", far)
    group = Group.objects.create(ecosystem=far, name="Far", starts=factories.STARTS)
    there = scene.place(gone, group)
    scene.end(gone, ecosystem=scene.eco)
    there.refresh_from_db()
    assert there.ends is None


def test_what_was_over_by_then_stays_as_it_was() -> None:
    scene = Scene(ends=date(2026, 10, 1))
    gone = scene.club.learners[0]
    scene.end(gone)
    assert days(gone) == ({LAST}, {None})
