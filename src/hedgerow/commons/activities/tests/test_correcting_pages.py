"""Pages on which places are put right, and the register that says why it is empty."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.factories import EARLIER, LATER, STEWARD, Club, club
from hedgerow.commons.activities.tests.test_correcting import (
    FIRST,
    LATE,
    late_club,
    places,
    starts_of,
)
from hedgerow.commons.activities.tests.test_pages import signed_in, tutor

pytestmark = pytest.mark.django_db


def page(name: str, made: Club, *more: object) -> str:
    return reverse(name, args=[made.ecosystem.slug, made.activity.uuid, *more])


@pytest.mark.slow
def test_the_page_of_a_place_corrects_its_first_day_and_offers_to_undo() -> None:
    made = late_club(learners=1)
    client, url = tutor(made), page("correct-place", made, places(made)[0].uuid)
    assert "No attendance is recorded on it yet." in client.get(url).content.decode()
    after = client.post(url, {"starts": "2026-09-01"}, follow=True).content.decode()
    assert starts_of(made) == {FIRST}
    assert f"{url}?starts=2026-09-10" in after
    client.post(f"{url}?starts=2026-09-10")
    assert starts_of(made) == {LATE}


@pytest.mark.slow
def test_the_page_says_beside_the_field_which_session_stands_against_it() -> None:
    made = club(learners=1)
    actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    url = page("correct-place", made, places(made)[0].uuid)
    answer = tutor(made).post(url, {"starts": "2026-09-10"})
    assert answer.status_code == 422
    assert "the session of 7 September 2026" in answer.content.decode()
    assert "it back</button>" not in answer.content.decode()
    assert starts_of(made) == {FIRST}


@pytest.mark.slow
def test_the_page_takes_a_mistake_back_and_the_next_one_gives_it_back() -> None:
    made = club(learners=1)
    row, client = places(made)[0], tutor(made)
    after = client.post(page("take-back-place", made, row.uuid), follow=True).content.decode()
    undo = page("give-back-place", made, row.uuid)
    assert places(made) == []
    assert undo in after
    assert client.post(undo).status_code == 302
    assert [one.uuid for one in places(made)] == [row.uuid]


@pytest.mark.slow
def test_an_empty_register_says_why_and_puts_it_right() -> None:
    made = late_club(learners=2)
    client = tutor(made)
    url = reverse("session", args=[made.ecosystem.slug, made.session.uuid])
    shown = client.get(url).content.decode()
    assert "2 learners are enrolled, but they begin on 10 September 2026 at the earliest" in shown
    assert client.post(f"{url}begin/").status_code == 302
    assert starts_of(made) == {made.session.day}
    assert "Bo" in client.get(url).content.decode()


@pytest.mark.slow
def test_an_empty_register_says_that_all_places_are_over_or_that_nobody_is_enrolled() -> None:
    made = club(learners=1)
    url = reverse("session", args=[made.ecosystem.slug, made.session.uuid])
    Enrolment.objects.update(ends=FIRST)
    assert "The place of 1 learner ended before" in tutor(made).get(url).content.decode()
    Enrolment.objects.all().delete()
    assert "Nobody is enrolled yet" in tutor(made).get(url).content.decode()


def test_enrolling_stays_within_reach_before_any_session_is_planned() -> None:
    made = club(sessions=0)
    shown = tutor(made).get(page("activity", made)).content.decode()
    assert page("enrol", made) in shown
    assert page("plan-sessions", made) in shown


@pytest.mark.parametrize("name", ["correct-place", "take-back-place", "give-back-place"])
def test_nobody_else_finds_these_pages(name: str) -> None:
    made = late_club(learners=1)
    partner = signed_in(made.staff("partner", made.maker).person_id)
    for client in (Client(), partner):
        url = page(name, made, places(made)[0].uuid)
        assert client.post(url, {"starts": "2026-09-01"}).status_code == 404
    assert starts_of(made) == {LATE}


def test_the_list_says_from_when_somebody_takes_part() -> None:
    made = club(learners=1)
    Enrolment.objects.update(starts=EARLIER.date() + timedelta(days=400))
    shown = tutor(made).get(page("activity", made)).content.decode()
    assert "begins later" in shown
    assert "6 October 2027" in shown
