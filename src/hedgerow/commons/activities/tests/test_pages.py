"""What people see of activities, and how thirty learners are marked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import actions, queries
from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Session
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, Club, club, enrol
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


def signed_in(person_id: int | None) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = person_id
    session.save()
    return client


def tutor(made: Club) -> Client:
    return signed_in(made.tutor.pk)


def at(name: str, made: Club, row: Activity | Session | None = None) -> str:
    return reverse(name, args=[made.ecosystem.slug, (row or made.session).uuid])


def everybody(made: Club, status: str = "present", **fields: object) -> dict[str, object]:
    marks = {f"mark-{one.pk}": status for one in made.learners}
    return {**marks, "revision": made.session.revision, **fields}


def test_outsiders_see_the_public_facts_of_an_activity_and_no_name() -> None:
    made = club()
    page = Client().get(at("activity", made, made.activity)).content.decode()
    assert "Robotics" in page
    assert "Makers" in page
    assert "Bo 00" not in page
    assert "Tam Tutor" not in page


@pytest.mark.slow
@pytest.mark.parametrize("name", ["edit-activity", "plan-sessions", "enrol", "register-sheet"])
def test_outsiders_and_partners_find_no_page_of_those_who_run_it(name: str) -> None:
    made = club()
    partner = signed_in(made.staff("partner", made.maker).person_id)
    for client in (Client(), partner):
        assert client.get(at(name, made, made.activity)).status_code == 404


def test_a_private_activity_is_not_there_for_outsiders() -> None:
    made = club(public=False)
    assert Client().get(at("activity", made, made.activity)).status_code == 404
    listed = Client().get(reverse("activities", args=[made.ecosystem.slug])).content.decode()
    assert "Robotics" not in listed


@pytest.mark.slow
def test_outsiders_neither_open_nor_mark_a_register() -> None:
    made = club()
    cy = factories.convener(factories.ecosystem("Birch"))
    for client in (Client(), signed_in(cy.pk)):
        assert client.get(at("session", made)).status_code == 404
        assert client.post(at("session", made), everybody(made)).status_code == 404
    assert not Attendance.objects.exists()


@pytest.mark.slow
def test_one_button_marks_all_present_and_exceptions_stay() -> None:
    made = club(learners=30)
    late, absent = made.learners[:2]
    sent = {
        "all": "1", "revision": made.session.revision,
        f"mark-{late.pk}": "late", f"minutes-{late.pk}": "10", f"mark-{absent.pk}": "absent",
    }  # fmt: skip
    assert tutor(made).post(at("session", made), sent).status_code == 302
    found = made.found()
    assert (found[late.pk], found[absent.pk]) == (("late", 50), ("absent", 0))
    assert list(found.values()).count(("present", 60)) == 28


@pytest.mark.slow
def test_an_incomplete_register_is_shown_again_with_what_was_chosen() -> None:
    made = club(learners=2)
    sent = {f"mark-{made.learners[0].pk}": "absent", "revision": made.session.revision}
    answer = tutor(made).post(at("session", made), sent)
    assert answer.status_code == 422
    assert 'value="absent" checked' in answer.content.decode()
    assert not Attendance.objects.exists()


@pytest.mark.slow
def test_the_second_of_two_markers_sees_both_versions_and_can_save_the_own() -> None:
    made = club(learners=2)
    sent = everybody(made, "absent")
    actions.mark_session(made.session, made.marks(), by=STEWARD, at=LATER)
    answer = tutor(made).post(at("session", made), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count('value="absent" checked') == 2
    assert page.count("saved meanwhile: present") == 2
    assert set(made.found().values()) == {("present", 60)}
    assert tutor(made).post(at("session", made), everybody(made, "absent")).status_code == 302
    assert set(made.found().values()) == {("absent", 0)}


@pytest.mark.slow
def test_a_register_sent_twice_is_marked_once() -> None:
    made = club(learners=2)
    client, sent = tutor(made), everybody(made, act_token=str(uuid4()))
    answers = [client.post(at("session", made), sent).status_code for _ in "ab"]
    assert answers == [302, 302]
    assert made.session.revision == 2


@pytest.mark.slow
def test_marks_are_undone_from_the_page() -> None:
    made = club(learners=2)
    client = tutor(made)
    client.post(at("session", made), everybody(made))
    assert "Undo my last marking" in client.get(at("session", made)).content.decode()
    assert client.post(at("undo-marks", made)).status_code == 302
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(("name", "few", "many"), [("session", 2, 30), ("activity", 2, 20)])
@pytest.mark.slow
def test_pages_take_as_many_queries_for_few_as_for_many(name: str, few: int, many: int) -> None:
    made, counts = club(learners=few), []
    row = made.session if name == "session" else made.activity
    client = tutor(made)
    client.get(at(name, made, row))
    for more in (0, many - few):
        enrol(made, *(factories.learner(made.school, f"Cy {n}") for n in range(more)))
        with CaptureQueriesContext(connection) as caught:
            client.get(at(name, made, row))
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert Enrolment.objects.count() == many


@pytest.mark.slow
def test_a_convener_offers_plans_and_enrols() -> None:
    made = club(sessions=0)
    client = signed_in(factories.convener(made.ecosystem).pk)
    sent = {
        "title": "Chess", "kind": made.activity.kind_id, "site": made.school.pk, "state": "open",
        "delivered_by": [made.maker.pk], "starts": "2026-09-01", "public": "on",
    }  # fmt: skip
    client.post(reverse("offer-activity", args=[made.ecosystem.slug]), sent)
    chess = Activity.objects.get(title="Chess")
    weekly = {
        "first": "2026-09-01", "last": "2026-09-30", "weekdays": ["0"], "begins": "15:00",
        "minutes": "60", "repeats": "1",
    }  # fmt: skip
    client.post(at("plan-sessions", made, chess), weekly)
    assert chess.sessions.count() == 4
    who = {"learners": [one.uuid for one in made.learners], "starts": "2026-09-01"}
    client.post(at("enrol", made, chess), who)
    assert chess.enrolments.count() == 3
    printed = client.get(at("register-sheet", made, chess)).content.decode()
    assert "Bo 00" in printed


@pytest.mark.slow
def test_an_edit_form_carries_the_revision_and_a_stale_one_is_refused() -> None:
    made = club()
    client = signed_in(factories.convener(made.ecosystem).pk)
    sent = {
        "title": "Robots", "kind": made.activity.kind_id, "site": made.school.pk, "state": "open",
        "delivered_by": [made.maker.pk], "starts": "2026-09-01", "revision": "1",
    }  # fmt: skip
    answers = [client.post(at("edit-activity", made, made.activity), sent).status_code]
    late = {**sent, "title": "Machines"}
    answers.append(client.post(at("edit-activity", made, made.activity), late).status_code)
    assert answers == [302, 409]
    assert Activity.objects.get().title == "Robots"


@pytest.mark.slow
def test_sessions_to_mark_and_to_confirm_wait_for_those_who_do_it() -> None:
    made = club(sessions=1, confirms=True)
    Session.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    leader, by = made.staff("leader", made.school), factories.actor(made.tutor)
    assert [one.title for one in queries.waiting_for(by)] == ["Robotics"]
    assert queries.waiting_for(leader) == []
    actions.mark_session(made.session, made.marks(), by=by, at=timezone.now())
    assert queries.waiting_for(by) == []
    assert [one.title for one in queries.waiting_for(leader)] == ["Robotics"]


def test_names_are_short_until_they_collide() -> None:
    made = club(learners=0)
    told = {
        "Ana Ruiz": "Ana R.", "Ben Ott": "Ben", "Ana Sanz": "Ana S.", "Cy Lee": "Cy Lee",
        "Cy Long": "Cy Long", "Leo Mora Rivas": "Leo M. R.", "Leo Toro Rey": "Leo T. R.",
    }  # fmt: skip
    people = [factories.learner(made.school, name) for name in told]
    short = queries.short_names(people)
    assert [short[one.pk] for one in people] == list(told.values())


def test_ones_own_record_gives_hours_and_marks_of_each_place() -> None:
    made = club(learners=1, sessions=2)
    actions.mark_session(made.session, made.marks(), by=STEWARD, at=LATER)
    [taken] = queries.taken_part(made.learners[0].pk, [made.ecosystem])
    assert (taken.hours, taken.minimum, taken.there, taken.missed) == (1, 1.5, 1, 0)


@pytest.mark.slow
def test_saving_a_register_again_as_it_stands_changes_no_minutes() -> None:
    made = club(learners=1)
    late = [{**made.marks()[0], "status": "late", "late_by": 15}]
    actions.mark_session(made.session, late, by=STEWARD, at=LATER)
    client = tutor(made)
    assert 'value="15"' in client.get(at("session", made)).content.decode()
    sent = everybody(made, "late", **{f"minutes-{made.learners[0].pk}": "15"})
    client.post(at("session", made), sent)
    assert list(made.found().values()) == [("late", 45)]


@pytest.mark.slow
def test_an_educator_takes_in_a_walk_in_whom_a_stranger_cannot_name() -> None:
    made = club(learners=1)
    cy = factories.learner(made.school, "Cy")
    client = signed_in(made.staff("educator", made.school).person_id)
    strange = factories.learner(factories.member_school(factories.ecosystem("Birch")))
    for person, status in ((cy, 302), (strange, 404)):
        answer = client.post(at("walk-in", made), {"person": str(person.uuid)})
        assert answer.status_code == status
    assert made.found() == {cy.pk: ("present", 60)}


@pytest.mark.slow
def test_somebody_else_leads_a_session_and_an_outsider_appoints_nobody() -> None:
    made = club(learners=1)
    sue = made.staff("member", name="Sue").person_id
    assert Client().post(at("substitute", made), {"person": sue}).status_code == 404
    assert made.session.substitute_id is None
    assert tutor(made).post(at("substitute", made), {"person": sue}).status_code == 302
    assert made.session.substitute_id == sue
