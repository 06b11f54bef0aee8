"""My week: each role sees what waits for it and nobody else's, with a next step in every line."""

from datetime import timedelta

import pytest
from django.db import transaction

from hedgerow.commons.activities.models import Session
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.care.models import Concern, Referral
from hedgerow.features.engagement.choice.models import Round
from hedgerow.features.engagement.partners.models import Agreement
from hedgerow.portal.queries.week import week
from tests.week.street import LAST

RANK, KEPT = "Say what you wish for", "A place is kept for you: take it or leave it"
LATE = (
    "Waiting for the learner (Form of the learner), a guardian (Form of the guardian), "
    "the host (Form of the host)"
)
UNJUDGED = "It has no judge or no rubric: name them"
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
        ("Open day 01", "Score what was handed in"), ("Open day 01", UNJUDGED),
    },
    "convener": {
        *(
            (f"Shadowing · {name}", LATE)
            for name in ("Child 01", "Learner")
        ),
        ("Referral of Child 01 to Clinic", "ask elsewhere, or close it"), ("Open day 01", UNJUDGED),
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


def lines(made, role):
    return {(str(one.title), str(one.why)) for one in week(made.actor(role), made.now).waiting}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", list(WAITS))
def test_each_role_sees_what_waits_for_it_and_nothing_else(made, role):
    old = Session.objects.order_by("starts_at").values_list("day", flat=True).first()
    day = f"{old.day} {old:%B %Y}"
    assert lines(made, role) == {(title, why.replace("{day}", day)) for title, why in WAITS[role]}


@pytest.mark.slow
@pytest.mark.django_db
def test_sessions_say_who_was_said_not_to_come(made):
    (session,) = week(made.actor("tutor"), made.now).today
    assert (session.title, session.away) == ("Club 01 of tutor", 1)
    child = week(made.actor("guardian"), made.now).wards[0]
    assert [(one.title, one.excused) for one in child.sessions] == [("Club 01 of tutor", True)]


@pytest.mark.slow
@pytest.mark.django_db
def test_sessions_of_the_next_days_stand_below_those_of_today(made):
    with transaction.atomic():
        (now,) = Session.objects.filter(activity__title="Club 01 of tutor", day=made.now.date())
        for days, state in ((1, "planned"), (2, "cancelled"), (6, "planned"), (7, "planned")):
            Session.objects.create(
                ecosystem=now.ecosystem, activity=now.activity, minutes=60, state=state,
                day=now.day + timedelta(days), starts_at=now.starts_at + timedelta(days),
            )  # fmt: skip
        found = week(made.actor("tutor"), made.now)
        assert [one.starts_at for one in found.today] == [now.starts_at]
        told = [(one.starts_at - now.starts_at).days for one in found.ahead]
        assert told == [1, 6]
        transaction.set_rollback(True)


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.django_db
def test_who_decides_for_oneself_is_asked_and_the_guardian_no_more(made):
    with transaction.atomic():
        Person.objects.filter(pk=made.people["learner"].pk).update(born="2008-01-01")
        assert ("Questions about you", "say whether you agree") in lines(made, "learner")
        assert not [why for _title, why in lines(made, "guardian") if "Learner" in why]
        assert ("Questions about Learner", "say whether you agree") not in lines(made, "guardian")
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_convener_is_asked_to_name_a_lead_where_nobody_can_read_a_concern(made):
    with transaction.atomic():
        lead = made.people["safeguarding_lead"]
        Concern.objects.update(against=lead)
        assert "Name a safeguarding lead" in {title for title, _why in lines(made, "convener")}
        assert not lines(made, "safeguarding_lead")
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_round_waits_for_those_alone_whom_it_is_for(made):
    with transaction.atomic():
        Round.objects.filter(state="open").update(grades=["6"])
        assert "Electives 01" not in {title for title, _why in lines(made, "guardian")}
        transaction.set_rollback(True)
