"""With somebody's last role here end their places: in groups, and in activities."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities import seats
from hedgerow.commons.activities.actions.enrolling import runs
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.factories import Club, club
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.actions.left_places import close_left_overdue
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.journal.models import Fact, FactContent, FactSubject
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD, TODAY = Actor.the_steward(), NOW.date()
LAST = TODAY - timedelta(days=4)


class Scene:
    """Three learners of Oak in Math 1 and in the robotics club at Oak."""

    def __init__(self, learners: int = 3, **values: object) -> None:
        self.club: Club = club(learners, 1, **values)
        self.eco, self.oak = self.club.ecosystem, self.club.school
        self.math = self.group("Math 1", self.oak)
        for one in self.club.learners:
            self.place(one)

    def group(self, name: str, at: object) -> Group:
        return Group.objects.create(
            ecosystem=self.eco, name=name, organisation=at, starts=factories.STARTS
        )

    def place(self, who: Person, group: Group | None = None, **values: object) -> GroupPlace:
        given = {"starts": factories.STARTS, **values}
        return GroupPlace.objects.create(group=group or self.math, person=who, **given)

    def end(self, *people: Person, on: date = LAST, at: object = NOW, **of: object) -> int:
        roles = Assignment.objects.filter(person__in=people, **of)
        pks = list(roles.values_list("pk", flat=True))
        return actions.end_assignments(self.eco, pks, on, by=STEWARD, at=at)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def days(who: Person) -> tuple[set[date | None], set[date | None]]:
    """The last days of their places in groups and of their enrolments."""
    return (
        set(GroupPlace.objects.filter(person=who).values_list("ends", flat=True)),
        set(Enrolment.objects.filter(person=who).values_list("ends", flat=True)),
    )


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


def test_a_role_written_anew_with_its_last_day_ends_them_too(scene: Scene) -> None:
    gone = scene.club.learners[0]
    row = {"person_id": gone.pk, "role": "learner", "organisation_id": scene.oak.pk}
    actions.assign_many(scene.eco, [{**row, "ends": LAST}], by=STEWARD, at=NOW)
    assert days(gone) == ({LAST}, {LAST})


def test_very_many_roles_that_end_by_one_statement_end_them_too(scene: Scene) -> None:
    gone, stays, _more = scene.club.learners
    roles = Assignment.objects.filter(person=gone)
    actions.end_found(scene.eco, roles, LAST, by=STEWARD, at=NOW)
    assert days(gone) == ({LAST}, {LAST})
    assert days(stays) == ({None}, {None})


def test_a_group_is_enrolled_without_those_who_left(scene: Scene) -> None:
    gone = scene.club.learners[0]
    scene.end(gone)
    again = scene.place(scene.club.learners[0], starts=TODAY)  # given by hand since
    Enrolment.objects.all().delete()
    done = activities.enrol_group(
        scene.club.activity, scene.math, TODAY + timedelta(days=4), by=STEWARD, at=NOW
    )
    assert (done.new, again.ends) == (2, None)
    assert not Enrolment.objects.filter(person=gone).exists()


def test_what_gives_seats_hears_of_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[int, int]] = []
    monkeypatch.setattr(seats, "_left", [lambda places, _by, _at: heard.extend(places)])
    gone = scene.club.learners[0]
    scene.end(gone, on=TODAY)
    assert heard == [(scene.club.activity.pk, gone.pk)]
    assert not runs(Enrolment.objects.get(person=gone), TODAY)


def test_twenty_leave_by_as_many_queries_as_two() -> None:
    counts = []
    for n in (2, 20):
        scene = Scene(n, ecosystem=factories.ecosystem(f"Eco {n}"))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            scene.end(*scene.club.learners)
        counts.append(len(seen))
        assert not Enrolment.objects.filter(ecosystem=scene.eco, ends=None).exists()
    assert counts[0] == counts[1]


@pytest.mark.slow
def test_the_page_of_the_group_lists_them_no_more(scene: Scene) -> None:
    ada = factories.browser(factories.convener(scene.eco))
    gone, stays, _more = scene.club.learners
    role = Assignment.objects.get(person=gone)
    page = f"/e/{scene.eco.slug}/groups/{scene.math.uuid}/"
    assert gone.name in ada.get(page).content.decode()
    ada.post(f"/e/{scene.eco.slug}/roles/{role.uuid}/end/", {"ends": "2026-11-20"})
    said = ada.get(page).content.decode()
    assert gone.name not in said
    assert stays.name in said
