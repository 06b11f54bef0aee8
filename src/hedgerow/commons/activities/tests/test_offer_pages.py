"""Offering an activity and planning its sessions, as the pages ask and answer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Kind, Session
from hedgerow.commons.activities.tests.factories import STEWARD, Club, club
from hedgerow.commons.activities.tests.test_pages import at, signed_in
from hedgerow.commons.ecosystems.models import Ecosystem, Holiday
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db

WEEKLY = {
    "first": "2026-09-01", "last": "2026-09-30", "weekdays": ["0"], "begins": "15:00",
    "minutes": "60", "repeats": "1",
}  # fmt: skip


def form(made: Club) -> str:
    client = signed_in(factories.convener(made.ecosystem).pk)
    return client.get(reverse("offer-activity", args=[made.ecosystem.slug])).content.decode()


@pytest.mark.parametrize("public", [True, False])
def test_activities_are_shown_to_everybody_where_the_network_is(public: bool) -> None:
    made = club()
    Ecosystem.objects.update(public=public)
    page = form(made)
    box = page[page.index('name="public"') :].partition(">")[0]
    assert ("checked" in box) is public


def test_where_nobody_takes_part_yet_the_form_says_who_is_to_be_added() -> None:
    place = factories.ecosystem("Elm")
    Kind.objects.create(ecosystem=place, key="club", name="Club")
    client = signed_in(factories.convener(place).pk)
    address = reverse("offer-activity", args=[place.slug])
    assert "first add the organisations" in client.get(address).content.decode()
    assert "first add the organisations" not in form(club())


@pytest.mark.slow
def test_who_delivers_is_ticked_and_of_many_chosen_from_a_list() -> None:
    made = club()
    assert f'type="checkbox" name="delivered_by" value="{made.maker.pk}"' in form(made)
    for _number in range(40):
        factories.member_school(made.ecosystem)
    assert '<select name="delivered_by"' in form(made)


@pytest.mark.slow
def test_planning_says_what_is_there_already_and_what_is_left_out() -> None:
    made = club(sessions=0)
    day = date(2026, 9, 14)
    Holiday.objects.create(ecosystem=made.ecosystem, name="H", starts=day, ends=day)
    client, address = signed_in(made.tutor.pk), at("plan-sessions", made, made.activity)
    assert "Robotics" in client.get(address).content.decode()
    pages = [client.post(address, WEEKLY, follow=True).content.decode() for _ in "ab"]
    assert "3 sessions planned. 1 day is left out" in pages[0]
    assert "3 sessions are there already. 1 day is left out" in pages[1]


@pytest.mark.slow
def test_the_session_of_today_stands_first() -> None:
    made = club(sessions=2)
    now = timezone.now().replace(microsecond=0)
    row = {"activity_id": made.activity.pk, "minutes": 60}
    rows = [{**row, "starts_at": now + timedelta(days=days)} for days in (0, 7)]
    actions.plan_sessions(made.ecosystem, rows, by=STEWARD, at=now)
    due = Session.objects.get(starts_at=now)
    page = signed_in(made.tutor.pk).get(at("activity", made, made.activity)).content.decode()
    first = page[page.index("/sessions/") :]
    assert first.startswith(f"/sessions/{due.uuid}/")
    assert page.count("today") == 1


@pytest.mark.slow
def test_learners_to_enrol_are_found_and_kept_before_the_form_is_done() -> None:
    made = club(learners=1)
    ecosystem, at_home = made.ecosystem, made.school
    chosen = factories.learner(at_home, "Cy")
    found = factories.named(ecosystem, "Ada Muñoz")
    factories.assigned(found, "learner", ecosystem, at_home, "7")
    client, address = signed_in(made.tutor.pk), at("enrol", made, made.activity)
    factories.assigned(made.tutor, "leader", ecosystem, at_home)
    sent = {"q": "munoz", "learners": [chosen.uuid], "starts": "2026-09-02", "act_token": "one"}
    pages = [client.post(address, {**sent, "find": "1"}) for _ in "ab"]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert f'name="learners" value="{chosen.uuid}" checked' in text
        assert f'name="learners" value="{found.uuid}">' in text
        assert 'value="2026-09-02"' in text
        assert "Bo 00" not in text
    assert made.activity.enrolments.count() == 1
    done = client.post(address, {**sent, "learners": [chosen.uuid, found.uuid]})
    assert done.status_code == 302
    assert made.activity.enrolments.filter(person__in=[chosen, found]).count() == 2


def test_who_is_enrolled_is_shown_so_and_cannot_be_ticked_again() -> None:
    made = club(learners=1)
    page = signed_in(factories.convener(made.ecosystem).pk).get(at("enrol", made, made.activity))
    text = page.content.decode()
    assert "already in" in text
    assert f'value="{made.learners[0].uuid}"' not in text
