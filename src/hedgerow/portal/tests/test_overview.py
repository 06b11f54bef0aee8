"""An ecosystem's page, my week and my record, as several readers see them."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Kind, Session
from hedgerow.commons.ecosystems.actions import state_figures
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.journal.actions import record
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
BEGAN = date(2020, 1, 1)


@pytest.fixture
def valley() -> Ecosystem:
    return Ecosystem.objects.create(slug="valley", name="Valley", created_at=timezone.now())


def person(name: str, ecosystem: Ecosystem, role: str = "") -> Person:
    found = Person.objects.create(name=name, kept_by=ecosystem, created_at=timezone.now())
    if role:
        Assignment.objects.create(ecosystem=ecosystem, person=found, role=role, starts=BEGAN)
    return found


def session(ecosystem: Ecosystem, title: str, *, public: bool = True) -> Session:
    kind, _ = Kind.objects.get_or_create(ecosystem=ecosystem, key="club", name="Club")
    activity = Activity.objects.create(
        ecosystem=ecosystem,
        kind=kind,
        title=title,
        starts=BEGAN,
        public=public,
        created_at=timezone.now(),
    )
    starts = timezone.now() + timedelta(minutes=5)
    return Session.objects.create(
        ecosystem=ecosystem, activity=activity, day=starts.date(), starts_at=starts, minutes=60
    )


def signed_in(client: Client, who: Person) -> Client:
    kept = client.session
    kept["person_id"] = who.pk
    kept.save()
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_sees_public_activities_alone(client: Client, valley: Ecosystem) -> None:
    session(valley, "Robotics")
    session(valley, "Counselling", public=False)
    page = read(client, "/e/valley/")
    assert "Robotics" in page
    assert "Counselling" not in page


def test_a_stranger_is_not_told_who_was_marked(client: Client, valley: Ecosystem) -> None:
    for kind in ("activities.attendance_marked", "membership.organisations_joined"):
        record(kind, by=Actor.the_steward(), at=timezone.now(), ecosystem=valley.pk)
    page = read(client, "/e/valley/")
    assert "Organisations joined." in page
    assert "Attendance was marked." not in page
    member = person("Bo", valley, "member")
    assert "Attendance was marked." in read(signed_in(client, member), "/e/valley/")


def test_what_changed_lately_is_linked_with_commas_between(
    client: Client, valley: Ecosystem
) -> None:
    held = [session(valley, title) for title in ("Robotics", "Reading")]
    subjects = [("activities.activity", one.activity.uuid) for one in held]
    at = timezone.now()
    record(
        "activities.saved",
        by=Actor.the_steward(),
        at=at,
        ecosystem=valley.pk,
        subjects=subjects,
    )
    told = read(client, "/e/valley/").split('id="lately"')[1]
    assert "</a>, <a" in told
    assert "Activities were entered or edited: <a" in told


def test_what_changed_lately_holds_the_beginning_at_its_own_day(
    client: Client, valley: Ecosystem
) -> None:
    day = valley.created_at
    for kind, at in (("bodies.founded", day + timedelta(days=1)), ("bodies.edited", day)):
        record(kind, by=Actor.the_steward(), at=at, ecosystem=valley.pk)
    record("bodies.seats_shared", by=Actor.the_steward(), at=day - timedelta(days=9),
           ecosystem=valley.pk)  # fmt: skip
    told = read(client, "/e/valley/").split('id="lately"')[1].split("</ol>")[0]
    said = ("founded", "edited", "Begun here", "shared out")
    assert sorted(said, key=told.index) == list(said)


def test_outsiders_are_not_told_how_much_else_a_fact_was_about(
    client: Client, valley: Ecosystem
) -> None:
    held = [
        session(valley, title) for title in ("Robotics", "Reading", "Chess", "Choir", "Chemistry")
    ]
    subjects = [("activities.activity", one.activity.uuid) for one in held]
    record("activities.saved", by=Actor.the_steward(), at=timezone.now(), ecosystem=valley.pk,
           subjects=subjects)  # fmt: skip
    assert "and 2 more" not in read(client, "/e/valley/")
    member = person("Bo", valley, "member")
    assert "and 2 more" in read(signed_in(client, member), "/e/valley/")


def test_what_a_fact_is_about_is_counted_to_a_thousand(client: Client, valley: Ecosystem) -> None:
    held = [session(valley, title).activity.uuid for title in ("Robotics", "Reading", "Chess")]
    gone = [UUID(int=2**128 - n) for n in range(1, 1_005)]  # after those, in order of their ids
    record("activities.saved", by=Actor.the_steward(), at=timezone.now(), ecosystem=valley.pk,
           subjects=[("activities.activity", one) for one in (*held, *gone)])  # fmt: skip
    told = read(signed_in(client, person("Bo", valley, "member")), "/e/valley/")
    assert "and over 1000 more" in told


def test_what_changed_lately_stands_by_its_own_day_and_says_what_is_simulated(
    client: Client, valley: Ecosystem
) -> None:
    made_up = Actor.the_steward(via="simulation", origin="simulated")
    for kind, by, day in (
        ("membership.organisations_joined", made_up, datetime(2026, 9, 4, tzinfo=UTC)),
        ("bodies.people_seated", Actor.the_steward(), datetime(2026, 5, 1, tzinfo=UTC)),
    ):
        record(kind, by=by, at=day, ecosystem=valley.pk)
    record("activities.saved", by=made_up, at=datetime(2026, 6, 1, tzinfo=UTC), ecosystem=valley.pk)
    told = read(client, "/e/valley/").split('id="lately"')[1].split("</ol>")[0]
    lines = [line for line in told.split("<li>")[1:] if "Begun here" not in line]
    assert ["joined" in lines[0], "Activities" in lines[1], "seats" in lines[2]] == [True] * 3
    assert ["2026-09-04" in lines[0], "2026-06-01" in lines[1]] == [True] * 2
    assert ["simulated" in line for line in lines] == [True, True, False]


def test_a_year_is_said_without_the_word_and_thousands_stand_apart(
    client: Client, valley: Ecosystem
) -> None:
    figure = {"name": "founded", "value": "2007", "unit": "year", "as_of": "2013", "source": "Book"}
    people = {**figure, "name": "people", "value": "15000", "unit": "people"}
    state_figures(valley, [figure, people], by=Actor.the_steward(), at=timezone.now())
    page = read(client, "/e/valley/")
    assert "Founded" in page
    assert "<b>2007</b>" in page
    assert "<b>15,000 people</b>" in page


def test_a_share_is_said_in_hundredths(client: Client, valley: Ecosystem) -> None:
    figure = {"name": "passed", "value": "0.58", "unit": "share", "as_of": "2014", "source": "Book"}
    over = {**figure, "name": "eligible", "value": "0.5", "qualifier": "over"}
    state_figures(valley, [figure, over], by=Actor.the_steward(), at=timezone.now())
    page = read(client, "/e/valley/")
    assert "<b>58 %</b>" in page
    assert "<b>over 50 %</b>" in page


def test_first_steps_are_the_conveners_and_tick_themselves(
    client: Client, valley: Ecosystem
) -> None:
    assert "First steps" not in read(client, "/e/valley/")
    signed_in(client, person("Ada", valley, "convener"))
    before = read(client, "/e/valley/")
    assert before.count('aria-label="To do"') == 7
    session(valley, "Robotics")
    after = read(client, "/e/valley/")
    assert after.count('aria-label="To do"') == 6


def test_the_page_takes_equal_queries_at_2_and_20_sessions(
    client: Client, valley: Ecosystem
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/e/valley/")
        return len(seen)

    for number in range(2):
        session(valley, f"Club {number}")
    at_two = queries()
    for number in range(2, 20):
        session(valley, f"Club {number}")
    assert queries() == at_two


def test_a_search_finds_names_without_their_accents(client: Client, valley: Ecosystem) -> None:
    Ecosystem.objects.create(slug="munoz", name="Muñoz", created_at=timezone.now())
    page = read(client, "/?q=mun")
    assert "Muñoz" in page
    assert "Valley" not in page


@pytest.mark.slow
def test_a_guardian_sees_the_week_of_her_own_child(client: Client, valley: Ecosystem) -> None:
    own, other = person("Kim", valley, "learner"), person("Lee Linden", valley, "learner")
    mother = person("Dana", valley, "guardian")
    Guardian.objects.create(ecosystem=valley, guardian=mother, learner=own, starts=BEGAN)
    for child, title in ((own, "Robotics"), (other, "Chess")):
        one = session(valley, title, public=False)
        Enrolment.objects.create(
            ecosystem=valley, activity=one.activity, person=child, starts=BEGAN
        )
    page = read(signed_in(client, mother), "/home/")
    assert "Kim this week" in page
    assert f"/me/children/{own.uuid}/" in page
    assert "Robotics" in page
    assert "Chess" not in page


def test_a_leader_sees_the_sessions_of_today(client: Client, valley: Ecosystem) -> None:
    tutor = person("Bo", valley, "tutor")
    one = session(valley, "Robotics")
    Activity.objects.update(leader=tutor)
    Session.objects.update(day=timezone.localdate())
    assert one.activity.title in read(signed_in(client, tutor), "/home/")


def test_my_record_counts_my_hours_and_nobody_elses(client: Client, valley: Ecosystem) -> None:
    own, other = person("Kim", valley, "learner"), person("Lee Linden", valley, "learner")
    one = session(valley, "Robotics")
    for child, minutes in ((own, 90), (other, 300)):
        Attendance.objects.create(
            ecosystem=valley,
            day=one.day,
            session=one,
            person=child,
            status="present",
            minutes=minutes,
            recorded_at=timezone.now(),
        )
    page = read(signed_in(client, own), "/me/")
    assert "1.5 hours in all." in page
    assert "Linden" not in page
    assert "learner" in page.lower()


@pytest.mark.parametrize("path", ["/home/", "/me/"])
def test_who_has_not_signed_in_sees_neither(client: Client, path: str) -> None:
    assert client.get(path).status_code in (302, 404)
