"""However roles end, alone, by rows or by a query, what rests on them ends too."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities import seats
from hedgerow.commons.activities.actions.enrolling import runs
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.leaving import LAST, STEWARD, TODAY, Scene, days
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return Scene()


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
