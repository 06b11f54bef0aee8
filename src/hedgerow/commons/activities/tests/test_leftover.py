"""A register that was read before a bar was set: all marks are kept but one, which is named."""

from datetime import date

import pytest
from django.urls import reverse

from hedgerow.commons.activities.tests.factories import Club, club
from hedgerow.commons.activities.tests.test_pages import at, everybody
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.errors import OutOfReach
from hedgerow.commons.people.models import Guardian, Person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def made() -> Club:
    return club(learners=3)


def barred(made: Club) -> Person:
    """The first learner, whose barred guardian leads the club."""
    Guardian.objects.create(
        ecosystem=made.ecosystem, learner=made.learners[0], guardian=made.tutor, barred=True,
        starts=date(2026, 9, 1),
    )  # fmt: skip
    return made.learners[0]


def test_a_page_keeps_the_other_marks_and_names_the_one_it_did_not_as_it_was_sent(
    made: Club,
) -> None:
    browser = factories.browser(made.tutor)
    child = barred(made)
    page = browser.get(at("session", made)).content.decode()
    assert f'name="name-{made.learners[1].pk}" value="Bo 01"' in page
    assert child.name not in page
    sent = everybody(made, "late") | {f"name-{child.pk}": "Bo as read"}
    answer = browser.post(at("session", made), sent, follow=True).content.decode()
    assert set(made.found()) == {one.pk for one in made.learners[1:]}
    assert "The mark of Bo as read was not saved" in answer
    assert child.name not in answer


def test_whoever_was_never_on_it_is_answered_alike(made: Club) -> None:
    browser, stranger = factories.browser(made.tutor), factories.person(made.ecosystem, "Zed")
    sent = everybody(made) | {f"mark-{stranger.pk}": "present"}
    answer = browser.post(at("session", made), sent, follow=True).content.decode()
    assert "The mark of a learner was not saved" in answer
    assert "Zed" not in answer
    assert len(made.found()) == 3


def test_a_program_keeps_the_other_marks_and_is_told_which_it_did_not(made: Club) -> None:
    browser, child = factories.browser(made.tutor), barred(made)
    address = f"/api/ecosystems/{made.ecosystem.slug}/sessions/{made.session.uuid}/attendance"
    wanted = [str(child.uuid), NOBODY, *(str(one.uuid) for one in made.learners[1:])]
    rows = [{"person": one, "status": "late"} for one in wanted]
    answer = browser.put(address, {"rows": rows}, "application/json").json()
    assert answer["new"] == 2
    assert [one.pop("person") for one in answer["refused"]] == wanted[:2]
    first, second = answer["refused"]
    assert first == second  # somebody barred is told no more than of somebody who is not here
    assert first["code"] == OutOfReach.code
    only = browser.put(address, {"rows": rows[:2]}, "application/json")
    assert (only.status_code, only.json()["code"]) == (404, OutOfReach.code)
    assert "Leave that person out" in only.json()["detail"]


def test_a_set_of_places_is_refused_whole_and_names_who_is_in_the_way(made: Club) -> None:
    ada = factories.convener(made.ecosystem)
    child = barred(made)
    Guardian.objects.update(guardian=ada)
    club_ = reverse("activity", args=[made.ecosystem.slug, made.activity.uuid])
    address = f"/api/ecosystems/{made.ecosystem.slug}/activities/{made.activity.uuid}/places"
    more = factories.learner(made.school, "New")
    sent = {"persons": [str(more.uuid), str(child.uuid)], "starts": "2026-09-07"}
    browser = factories.browser(ada)
    answer = browser.post(address, sent, "application/json")
    assert answer.status_code == 404
    assert str(child.uuid) in answer.json()["title"]
    assert str(more.uuid) not in answer.json()["title"]
    assert "New" not in browser.get(club_).content.decode()
