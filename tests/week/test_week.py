"""My week: each role sees what waits for it and nobody else's, with a next step in every line."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from hedgerow.commons.activities.models import Session
from hedgerow.commons.membership.actions.links import hashed
from hedgerow.commons.membership.models import ApiToken
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.care.models import Concern, Referral
from hedgerow.features.engagement.choice.models import Round
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.portal.queries.week import week
from tests.week.street import LAST, ROLES, street

RANK, KEPT = "Say what you wish for", "A place is kept for you: take it or leave it"
LATE = (
    "Overdue, see to it: Form of the learner (the learner), Form of the guardian (a guardian), "
    "Form of the host (the host)"
)
WAITS = {
    "learner": {
        ("Open day 01", KEPT), ("Electives 01", RANK),
        ("Shadowing · Learner", "Next: Form of the learner"),
    },
    "guardian": {
        ("Open day 01", "A place is kept for Child 01: take it or leave it"),
        ("Open day 01", "A place is kept for Learner: take it or leave it"),
        ("Electives 01", "choose together with Child 01"),
        ("Electives 01", "choose together with Learner"),
        ("Shadowing · Child 01", "Next: Form of the guardian"),
        ("Shadowing · Learner", "Next: Form of the guardian"),
        ("Referral of Child 01 to Clinic", "say whether you agree"),
        ("Mentoring", "say yes or no: Tutor would help Child 01"),
        ("Mentoring", "say yes or no: Tutor would help Learner"),
        ("Trip 01", "read it and answer, about Child 01"),
        ("Questions about Child 01", "say whether you agree"),
        ("Questions about Learner", "say whether you agree"),
        ("1 new notice", "read them; the latest: A new trip 01"),
    },
    "tutor": {
        ("Club 01 of tutor", "Mark who came"),
        ("Mentoring", "say yes or no: Tutor would help Child 01"),
        ("Mentoring", "say yes or no: Tutor would help Learner"),
    },
    "partner": {
        ("Shadowing · Child 01", "Next: Form of the host"),
        ("Shadowing · Learner", "Next: Form of the host"),
        ("Shadowing · Child 01", "Confirm the hours"), ("Shadowing · Learner", "Confirm the hours"),
        ("Referral of Child 01 to Clinic", "say whether you take it on"),
        ("Talks 01 · Clinic", "The other side asks you to agree"),
        ("Visits 01 · Clinic", "Ends soon: renew it or let it end"),
        ("Open day 01", "Score what was handed in"),
    },
    "convener": {
        *(
            (f"Shadowing · {name}", LATE)
            for name in ("Child 01", "Learner")
        ),
        ("Referral of Child 01 to Clinic", "say whether you take it on"),
        ("Referral of Child 01 to Clinic", "ask elsewhere, or close it"),
        ("Visits 01 · Clinic", "Ends soon: renew it or let it end"),
        ("Hold records beside their source", "check 1 record that is left"),
        ("1 register of Educator not taken", "have it taken; the latest is of {day}"),
        ("Clubs 01", "The time to choose is over: run the round"),
        (
            "Mentors and tutors",
            "2 learners wait for a mentor or tutor: propose somebody",
        ),
        ("Import of pupils-01.csv", "look at what it would change, and confirm"),
    },
    "safeguarding_lead": {("A concern for a child", "read it, and say what is done")},
}  # fmt: skip


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        found = street()
        found.fill()
        yield found
        transaction.set_rollback(True)


def lines(made, role):
    return {(str(one.title), str(one.why)) for one in week(made.actor(role), made.now).waiting}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(WAITS))
def test_each_role_sees_what_waits_for_it_and_nothing_else(made, role):
    old = Session.objects.order_by("starts_at").values_list("day", flat=True).first()
    day = f"{old.day} {old:%B %Y}"
    assert lines(made, role) == {(title, why.replace("{day}", day)) for title, why in WAITS[role]}


@pytest.mark.django_db
def test_sessions_say_who_was_said_not_to_come(made):
    (session,) = week(made.actor("tutor"), made.now).today
    assert (session.title, session.away) == ("Club 01 of tutor", 1)
    child = week(made.actor("guardian"), made.now).wards[0]
    assert [(one.title, one.excused) for one in child.sessions] == [("Club 01 of tutor", True)]


@pytest.mark.django_db
def test_what_is_done_or_over_waits_no_more(made):
    with transaction.atomic():
        Referral.objects.update(state="done", due_at=None)
        Agreement.objects.update(state="agreed", answered_at=made.now, ends=LAST)
        Concern.objects.update(state="closed", closed_at=made.now)
        assert not lines(made, "safeguarding_lead")
        for role in ("guardian", "partner", "convener"):
            said = " ".join(title for title, _why in lines(made, role))
            assert "Clinic" not in said, role
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_who_decides_for_oneself_is_asked_and_the_guardian_no_more(made):
    with transaction.atomic():
        Person.objects.filter(pk=made.people["learner"].pk).update(born="2008-01-01")
        assert ("Questions about you", "say whether you agree") in lines(made, "learner")
        assert not [why for _title, why in lines(made, "guardian") if "Learner" in why]
        assert ("Questions about Learner", "say whether you agree") not in lines(made, "guardian")
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_convener_is_asked_to_name_a_lead_where_nobody_can_read_a_concern(made):
    with transaction.atomic():
        lead = made.people["safeguarding_lead"]
        Concern.objects.update(against=lead)
        assert "Name a safeguarding lead" in {title for title, _why in lines(made, "convener")}
        assert not lines(made, "safeguarding_lead")
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_where_nothing_waits_the_first_thing_to_do_is_said():
    empty = street()
    said = {}
    for role in ROLES:
        found = week(empty.actor(role), empty.now)
        assert not found.waiting, role
        said[role] = (str(found.first.act), found.first.url) if found.first else None
    here = f"/e/{empty.ecosystem.slug}"
    child = f"/me/children/{empty.people['learner'].uuid}/"
    assert said == {
        "learner": ("Find something", f"{here}/find/"),
        "guardian": ("Look at Learner", child),
        "tutor": ("Offer your help", f"{here}/mentoring/offers/new/"),
        "educator": ("Create an activity", f"{here}/activities/"),
        "partner": ("Offer something", f"{here}/opportunities/new/"),
        "convener": ("Fill it in", f"{here}/settings/"),
        "safeguarding_lead": None,
    }


def page_of(made, role):
    browser = Client()
    session = browser.session
    session["person_id"], session["since"] = made.people[role].pk, "2099-01-01T00:00:00+00:00"
    session.save()
    return browser.get("/home/").content.decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_page_shows_each_line_with_its_step_and_hides_nothing_beyond_a_glance():
    long, role = street(), "guardian"
    for _n in range(3):
        long.fill()
    for role in ("learner", "guardian", "tutor", "partner", "convener"):
        page, found = page_of(long, role), week(long.actor(role), long.now)
        for one in found.waiting:
            why = str(one.why)
            shown = f'<a href="{one.url}">{escape(one.title)}</a><p><b>{escape(why[0].upper() + why[1:])}'
            assert shown in page, (role, shown)
        assert ("<summary>" in page.split('id="waits"')[1].split("</section>")[0]) == (
            len(found.waiting) > 20
        )
        assert "Secret" not in page


@pytest.mark.django_db
def test_a_program_is_told_the_same(made):
    with transaction.atomic():
        ApiToken.objects.create(
            person=made.people["partner"], name="tests", secret_hash=hashed("s"),
            scopes=["read", "write"], created_at=made.now,
        )  # fmt: skip
        told = Client().get("/api/me/week", HTTP_AUTHORIZATION="Bearer s").json()
        assert {(one["title"], one["step"]) for one in told} == WAITS["partner"]
        assert [one["due"] is None for one in told] == sorted(one["due"] is None for one in told)
        assert Client().get("/api/me/week").status_code == 401
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.django_db
def test_twenty_things_are_read_in_as_many_queries_as_two():
    long, counts = street(), {}
    for many in (2, 18):
        for _n in range(many):
            long.fill()
        for role in ROLES:
            with CaptureQueriesContext(connection) as asked:
                week(long.actor(role), long.now)
            counts.setdefault(role, []).append(len(asked))
    assert {role: few for role, (few, many) in counts.items()} == {
        role: many for role, (few, many) in counts.items()
    }


@pytest.mark.django_db
def test_a_round_waits_for_those_alone_whom_it_is_for(made):
    with transaction.atomic():
        Round.objects.filter(state="open").update(grades=["6"])
        assert "Electives 01" not in {title for title, _why in lines(made, "guardian")}
        transaction.set_rollback(True)
