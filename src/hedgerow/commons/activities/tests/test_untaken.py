"""Registers that nobody has taken find those who look after the school or the whole."""

import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import actions, queries
from hedgerow.commons.activities.models import Activity, Enrolment, Session
from hedgerow.commons.activities.queries import untaken
from hedgerow.commons.activities.tests.factories import STEWARD, Club, club
from hedgerow.commons.activities.tests.test_pages import at, signed_in
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def said(actor: Actor) -> list[str]:
    return [str(one.title) for one in queries.waiting_for(actor)]


def another(made: Club, title: str, leader: str = "", sessions: int = 1) -> Activity:
    """One more activity at the school, with sessions that are past."""
    person = factories.named(made.ecosystem, leader).pk if leader else None
    row = {
        "title": title, "code": title, "starts": made.activity.starts, "leader_id": person,
        "kind_id": made.activity.kind_id, "site_id": made.school.pk,
    }  # fmt: skip
    actions.save_activities(made.ecosystem, [row], by=STEWARD, at=timezone.now())
    activity = Activity.objects.get(title=title)
    first = made.sessions[0].starts_at
    planned = [
        {"activity_id": activity.pk, "starts_at": first + timedelta(hours=n), "minutes": 60}
        for n in range(sessions)
    ]
    actions.plan_sessions(made.ecosystem, planned, by=STEWARD, at=timezone.now())
    place = {"activity_id": activity.pk, "starts": made.activity.starts}
    rows = [{**place, "person_id": one.pk} for one in made.learners]
    actions.enrol_many(made.ecosystem, rows, by=STEWARD, at=timezone.now())
    return activity


@pytest.mark.slow
def test_the_schools_leader_and_the_convener_are_told_by_leader_and_nobody_else() -> None:
    made = club(sessions=2)
    elm = factories.member_school(made.ecosystem, "Elm")
    told = "2 registers of Tam Tutor not taken"
    for role, place, is_told in (
        ("convener", None, True), ("leader", made.school, True), ("leader", elm, False),
        ("educator", made.school, False), ("partner", made.maker, False), ("member", None, False),
    ):  # fmt: skip
        assert (told in said(made.staff(role, place, f"{role} {place}"))) is is_told
    Session.objects.exclude(pk=made.session.pk).delete()
    Session.objects.update(starts_at=timezone.now() - timedelta(days=2))
    assert said(factories.actor(made.tutor)) == ["Robotics"]


def test_very_many_are_counted_and_not_told_by_leader(monkeypatch: pytest.MonkeyPatch) -> None:
    made = club(sessions=2)
    another(made, "Chess")
    leader = made.staff("leader", made.school, "Lea")
    monkeypatch.setattr(sys.modules[untaken.__module__], "MANY", 2)
    (one,) = queries.waiting_for(leader)
    assert (one.title, one.why) == ("All registers that nobody has taken", "have 3 registers taken")
    monkeypatch.setattr(sys.modules[untaken.__module__], "MANY", 3)
    assert len(said(leader)) == 2


def test_what_began_today_is_marked_or_cancelled_is_chased_by_nobody() -> None:
    made = club(sessions=3)
    by, now = made.staff("convener"), timezone.now()
    first, second, third = made.sessions
    Session.objects.filter(pk=first.pk).update(starts_at=now - timedelta(hours=20))
    actions.mark_session(second, [_came(made)], by=STEWARD, at=now)
    assert said(by) == ["1 register of Tam Tutor not taken"]
    actions.cancel_session(third, "Snow", by=STEWARD, at=now)
    assert said(by) == []


@pytest.mark.slow
def test_a_session_on_whose_day_nobody_had_a_place_waits_for_nobody_and_says_what_to_do() -> None:
    made = club(sessions=2)
    by, day = made.staff("convener"), made.sessions[1].day
    address = reverse("untaken", args=[made.ecosystem.slug])
    assert said(by) == ["2 registers of Tam Tutor not taken"]
    Enrolment.objects.update(starts=day)
    assert said(by) == ["1 register of Tam Tutor not taken"]
    Enrolment.objects.update(starts=made.activity.starts, ends=day - timedelta(days=1))
    assert said(by) == ["1 register of Tam Tutor not taken"]
    Enrolment.objects.all().delete()
    assert said(by) == []
    browser = signed_in(by.person_id or 0)
    assert at("session", made) not in browser.get(address).content.decode()
    page = browser.get(at("session", made)).content.decode()
    assert "Nobody had a place that day: cancel the session, or add who came." in page
    recent = Session.objects.filter(pk=made.session.pk)
    recent.update(starts_at=timezone.now() - timedelta(hours=2))
    assert said(factories.actor(made.tutor)) == []


def _came(made: Club) -> dict[str, object]:
    return {"person_id": made.learners[0].pk, "status": "present"}


def test_a_substitute_is_named_and_what_one_leads_oneself_waits_once() -> None:
    made = club(sessions=2)
    by = made.staff("convener", name="Ada")
    sub = factories.named(made.ecosystem, "Sue")
    Session.objects.filter(pk=made.sessions[0].pk).update(substitute=sub)
    assert set(said(by)) == {"1 register of Sue not taken", "1 register of Tam Tutor not taken"}
    of_ada = Session.objects.filter(pk=made.sessions[0].pk)
    of_ada.update(substitute=by.person_id, starts_at=timezone.now() - timedelta(days=2))
    assert said(by) == ["Robotics", "1 register of Tam Tutor not taken"]
    of_ada.update(starts_at=timezone.now() - timedelta(days=61))
    assert "1 register of Ada not taken" in said(by)


@pytest.mark.slow
def test_the_latest_stand_first_many_leaders_are_capped_and_no_leader_is_said() -> None:
    made = club(sessions=0)
    made.sessions = list(club(ecosystem=factories.ecosystem("Birch"), sessions=1).sessions)
    another(made, "Chess")
    for number in range(5):
        activity = another(made, f"Choir {number}", f"Lee {number}")
        later = made.sessions[0].starts_at + timedelta(days=number + 1)
        activity.sessions.update(starts_at=later, day=later.date())
    found = queries.waiting_for(made.staff("convener"))
    titles = [str(one.title) for one in found]
    assert titles[:2] == ["1 register of Lee 4 not taken", "1 register of Lee 3 not taken"]
    assert (len(titles), titles[-1]) == (6, "All registers that nobody has taken")
    assert str(found[-1].why) == "have 6 registers taken"
    page = signed_in(made.staff("convener", name="Eve").person_id or 0).get(found[0].url)
    assert "Choir 4" in page.content.decode()
    assert "Choir 3" not in page.content.decode()
    Session.objects.exclude(activity__title="Chess").delete()
    assert said(made.staff("convener", name="Fay")) == [
        "1 register not taken, of a session that nobody leads"
    ]


@pytest.mark.slow
def test_the_list_leads_to_marking_cancelling_and_handing_over() -> None:
    made = club(sessions=1)
    leader = made.staff("leader", made.school).person_id or 0
    address = reverse("untaken", args=[made.ecosystem.slug])
    page = signed_in(leader).get(address).content.decode()
    for name in ("session", "cancel-session", "substitute"):
        assert f'href="{at(name, made)}"' in page
        assert signed_in(leader).get(at(name, made)).status_code == 200


@pytest.mark.slow
def test_home_and_list_take_the_same_queries_for_two_and_for_twenty() -> None:
    made = club(sessions=2)
    by = made.staff("convener")
    client, counts = signed_in(by.person_id or 0), []
    pages = ("/home/", reverse("untaken", args=[made.ecosystem.slug]))
    for more in (0, 18):
        if more:
            another(made, "Choir", "Lee", sessions=more)
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200
            counts.append(len(caught))
    assert counts[:2] == counts[2:]
