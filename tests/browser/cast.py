"""The cast that browser tests meet: one row of everything, as the permission table has it, lived in."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Kind, Session
from hedgerow.commons.ecosystems.models import Ecosystem, Figure, Term
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace, OrganisationMembership
from hedgerow.commons.people.models import Account, Guardian, Organisation, Person
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.foundation.jobs.models import Job
from tests.browser.crowd import crowd
from tests.browser.levels import tied
from tests.browser.neighbours import history, neighbours, ties
from tests.permissions.cast import Planted
from tests.permissions.cast import plant as plant_rows

BEGAN = date(2024, 9, 1)
LEARNERS = 30
PASSWORD = "seven herons by the lake"
PATHWAYS = (
    "Aerospace", "Architecture", "Arts and Media", "Building", "Business", "Computer Science",
    "Culinary Arts", "Education", "Energy", "Engineering", "Fashion", "Health Care", "Law",
    "Music", "Sports Medicine", "Tourism",
)  # fmt: skip
NAMES = {
    "convener": "Ada Convener",
    "educator": "Bo Educator",
    "partner": "Cy Partner",
    "guardian": "Dana Guardian",
    "learner": "Kim Learner 01",
}


def named(planted: Planted) -> None:
    """Give what the permission table's rows are called names that a reader could meet."""
    for role, name in NAMES.items():
        who = planted.persons[role]
        who.name, who.sort_name = name, name.lower()
        who.save()
    for model, key, values in (
        (Organisation, "organisation", {"name": "Cedar Hill School"}),
        (Organisation, "partner", {"name": "Green Valley Library"}),
        (Group, "group", {"name": "Class 5b", "grade": "5", "starts": BEGAN}),
        (Kind, "kind", {"key": "club", "name": "Club", "minimum_minutes": 600}),
        (Term, "term", {"starts": BEGAN, "ends": timezone.localdate() + timedelta(days=99)}),
        (Activity, "activity", {"title": "Robotics", "starts": BEGAN,
                                "summary": "Building and programming, twice a week."}),
    ):  # fmt: skip
        model._default_manager.filter(uuid=planted.names[key]).update(**values)
    Ecosystem.objects.filter(pk=planted.ecosystem.pk).update(
        name="Valley Learning Network",
        summary="Two schools and their partners.",
        purpose="Every child finds something worth staying for.",
        territory="Green Valley",
        country="US",
        simulated=True,
    )


def figures(ecosystem: Ecosystem) -> None:
    """Two sources that disagree about the ecosystem."""
    for place, (value, source) in enumerate(((31, "The network"), (18, "An evaluation"))):
        Figure.objects.create(
            ecosystem=ecosystem, name="schools", value=value, unit="schools", as_of="2015",
            source=source, position=place,
        )  # fmt: skip


def sessions(activity: Activity) -> dict[int, Session]:
    """Meetings a week ago, today and in three days."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    found = {}
    for days in (-7, 0, 3):
        at: datetime = now + timedelta(days=days)
        found[days] = Session.objects.create(
            ecosystem=activity.ecosystem, activity=activity, day=at.date(), starts_at=at, minutes=60
        )
    return found


def children(group: Group, past: Session) -> None:
    """The other learners of the class, enrolled and marked."""
    school, own = group.organisation, group.ecosystem
    for number in range(2, LEARNERS + 1):
        name = f"Kim Learner {number:02}"
        one = Person.objects.create(
            kept_by=own, name=name, sort_name=name.lower(), created_at=timezone.now()
        )
        Assignment.objects.create(
            ecosystem=own, person=one, role="learner", organisation=school, starts=BEGAN
        )
        GroupPlace.objects.create(group=group, person=one, starts=BEGAN)
        Enrolment.objects.create(
            ecosystem=own, activity=past.activity, person=one, group=group, starts=BEGAN
        )
        Attendance.objects.create(
            ecosystem=own, day=past.day, session=past, person=one, site=school, status="present",
            minutes=60, recorded_at=timezone.now(),
        )  # fmt: skip


def eighth_graders(ecosystem: Ecosystem, school: Organisation) -> dict[str, Person]:
    """Two learners of grade 8, a guardian of the first, and the pathways they choose from."""
    now, found = timezone.now(), {}
    for role, name in (("ana", "Ana Eighth"), ("ben", "Ben Eighth"), ("gil", "Gil Guardian")):
        found[role] = Person.objects.create(
            kept_by=ecosystem, name=name, sort_name=name.lower(), created_at=now
        )
        learns = role != "gil"
        Assignment.objects.create(
            ecosystem=ecosystem, person=found[role], role="learner" if learns else "guardian",
            organisation=school if learns else None, starts=BEGAN, grade="8" if learns else "",
        )  # fmt: skip
    Guardian.objects.create(
        ecosystem=ecosystem, guardian=found["gil"], learner=found["ana"], starts=BEGAN
    )
    kind = OpportunityKind.objects.create(ecosystem=ecosystem, key="pathway", name="Pathway")
    Opportunity.objects.bulk_create(
        Opportunity(
            ecosystem=ecosystem, kind=kind, organisation=school, site=school, title=title,
            summary=f"Four years towards {title}.", capacity=1, state="open", grades=["8"],
            takes_signups=False, created_at=now, changed_at=now,
        )
        for title in PATHWAYS
    )  # fmt: skip
    return found


def sign_in(who: Person) -> str:
    """The key of a session that is signed in as this person, and asks for no proof on a long walk."""
    kept = SessionStore()
    kept["person_id"] = who.pk
    kept["since"] = (timezone.now() + timedelta(hours=2)).isoformat()
    kept.create()
    return str(kept.session_key)


def plant() -> dict[str, Any]:
    """Everything; returns what addresses are filled with and a session for each role."""
    planted = plant_rows("valley")
    Job.objects.filter(state=Job.State.READY).update(state=Job.State.FAILED)  # nothing is to run
    named(planted)
    reached = Person.objects.filter(pk=planted.persons["evaluator"].pk)
    account = Account(email="evaluator@example.org")
    account.set_password(PASSWORD)
    account.save()
    reached.update(email=account.email, account=account)
    own = planted.ecosystem
    clinic = Organisation.objects.create(
        kept_by=own, name="Riverside Clinic", kind="partner", sector="health",
        created_at=timezone.now(),
    )  # fmt: skip
    library = Organisation.objects.get(uuid=planted.names["partner"])
    for one in (library, clinic):
        OrganisationMembership.objects.create(
            ecosystem=own, organisation=one, starts=BEGAN, partner=True
        )
    group = Group.objects.get(uuid=planted.names["group"])
    met = sessions(Activity.objects.get(uuid=planted.names["activity"]))
    children(group, met[-7])
    figures(own)
    history(own)
    ties(own, Kind.objects.get(uuid=planted.names["kind"]), library, group.organisation, clinic)
    eighth = eighth_graders(own, group.organisation)
    others = {"analyst": neighbours(own), "crowded": crowd()}
    tied()
    return {
        "names": planted.names | {"session": str(met[0].uuid)},
        "sessions": {
            role: sign_in(who) for role, who in (planted.persons | eighth | others).items()
        },
    }
