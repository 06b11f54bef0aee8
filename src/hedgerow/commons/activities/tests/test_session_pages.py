"""What the page of a session offers, and to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.activities import actions, queries
from hedgerow.commons.activities.models import Absence, Attendance, Session
from hedgerow.commons.activities.tests.factories import EARLIER, LATER, STEWARD, club
from hedgerow.commons.activities.tests.test_pages import at, everybody, signed_in, tutor
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import NameWord

pytestmark = pytest.mark.django_db


def put_off(hours: int = 24) -> None:
    Session.objects.update(starts_at=timezone.now() + timedelta(hours=hours))


def test_a_session_to_come_offers_no_register_and_says_from_when() -> None:
    made = club(sessions=1)
    put_off()
    page = tutor(made).get(at("session", made)).content.decode()
    assert "can be marked from" in page
    assert "data-register" not in page
    assert "Somebody else came" not in page
    assert "Cancel this session" in page


def test_a_refused_act_keeps_the_reader_in_the_network() -> None:
    made = club(sessions=1)
    put_off()
    answer = tutor(made).post(at("session", made), everybody(made))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "has not begun" in page
    assert f'href="{at("session", made)}"' in page
    assert f'href="/e/{made.ecosystem.slug}/"' in page
    assert not Attendance.objects.exists()


def test_saving_asks_who_is_on_the_register_and_for_nothing_else_of_its_page() -> None:
    made = club(sessions=1)
    browser = tutor(made)
    with CaptureQueriesContext(connection) as shown:
        browser.get(at("session", made))
    with CaptureQueriesContext(connection) as saved:
        assert browser.post(at("session", made), everybody(made)).status_code == 302
    of_page = [sum(Absence._meta.db_table in one["sql"] for one in some) for some in (shown, saved)]
    assert of_page == [1, 0]


@pytest.mark.slow
def test_confirming_is_offered_to_the_other_side_alone() -> None:
    made = club(sessions=1, confirms=True)
    actions.mark_session(made.session, made.marks(), by=factories.actor(made.tutor), at=LATER)
    partner, leader = made.staff("partner", made.maker), made.staff("leader", made.school)
    for who, offered in ((partner, False), (leader, True)):
        page = signed_in(who.person_id).get(at("session", made)).content.decode()
        assert ("Confirm that it took place" in page) is offered


def test_confirming_waits_for_nobody_on_the_side_that_marked() -> None:
    made = club(sessions=1, confirms=True)
    Session.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    by = factories.actor(made.tutor)
    actions.mark_session(made.session, made.marks(), by=by, at=timezone.now())
    partner, leader = made.staff("partner", made.maker), made.staff("leader", made.school)
    assert [len(queries.waiting_for(one)) for one in (partner, leader)] == [0, 1]


@pytest.mark.slow
def test_why_a_session_was_cancelled_is_told_to_members_and_not_to_the_public() -> None:
    made = club()
    actions.cancel_session(made.session, "Hall flooded", by=STEWARD, at=EARLIER)
    assert "Hall flooded" in tutor(made).get(at("session", made)).content.decode()
    for client, told in ((tutor(made), True), (Client(), False)):
        page = client.get(at("activity", made, made.activity)).content.decode()
        assert ("Hall flooded" in page) is told


def test_a_cancelled_session_to_come_is_held_after_all() -> None:
    made = club(sessions=1)
    put_off()
    actions.cancel_session(made.session, "Snow", by=STEWARD, at=timezone.now())
    assert "Hold it after all" in tutor(made).get(at("session", made)).content.decode()


@pytest.mark.slow
def test_saving_with_gaps_says_who_is_left() -> None:
    made = club(learners=3)
    sent = {f"mark-{made.learners[0].pk}": "late", "revision": made.session.revision}
    page = tutor(made).post(at("session", made), sent).content.decode()
    assert "2 learners are not marked yet" in page
    assert page.count("tag waits") == 2
    assert "saved meanwhile" not in page
    nothing = tutor(made).post(at("session", made), {"revision": made.session.revision})
    assert "Nobody is marked yet" in nothing.content.decode()


def test_a_search_for_a_walk_in_leaves_out_those_on_the_register() -> None:
    made = club(learners=1)
    walker = factories.learner(made.school, "Bo Walker")
    for person in (walker, *made.learners):
        NameWord.objects.create(word="bo", person=person)
    by = made.staff("educator", made.school)
    found = queries.found_by_name(by, made.session, "Bo")
    assert [one.name for one in found] == ["Bo Walker"]


@pytest.mark.slow
def test_names_lead_to_the_person_where_the_reader_may_go() -> None:
    made = club(learners=1)
    link = f"/people/{made.learners[0].uuid}/"
    teacher = made.staff("educator", made.school)
    page = signed_in(teacher.person_id).get(at("activity", made, made.activity))
    assert link in page.content.decode()
    page = tutor(made).get(at("activity", made, made.activity))
    seen = tutor(made).get(f"/e/{made.ecosystem.slug}{link}").status_code == 200
    assert (link in page.content.decode()) is seen


def test_a_register_on_paper_says_which_sessions_find_no_room() -> None:
    made = club(sessions=9)
    page = tutor(made).get(at("register-sheet", made, made.activity)).content.decode()
    assert "1 later session finds no room" in page
    assert page.count("<br>") == 8
    assert made.ecosystem.name in page
    assert f'href="{at("activity", made, made.activity)}"' in page


def test_an_empty_register_on_paper_says_what_to_do_first() -> None:
    for made, step in ((club(learners=0), "enrol"), (club(sessions=0, ecosystem=birch()), "plan")):
        page = tutor(made).get(at("register-sheet", made, made.activity)).content.decode()
        assert "<table" not in page
        assert f"/{step}/" in page


def birch() -> Ecosystem:
    return factories.ecosystem("Birch", time_zone="America/Chicago")


def test_the_register_counts_who_is_marked_how_beside_save() -> None:
    made = club(learners=3, sessions=1)
    first = {"person_id": made.learners[0].pk, "status": "present"}
    actions.mark_session(made.session, [first], by=STEWARD, at=LATER)
    page = tutor(made).get(at("session", made)).content.decode()
    for status, count in (("present", 1), ("late", 0), ("absent", 0), ("left", 2)):
        assert f'data-tally="{status}">{count}<' in page
