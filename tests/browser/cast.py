"""The small cast that browser tests meet: an ecosystem with one of everything."""

from datetime import date, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Kind, Session
from hedgerow.commons.bodies.models import Body, Constituency, Seat
from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.commons.frameworks.models import Framework
from hedgerow.commons.membership.models import (
    Assignment,
    Group,
    GroupPlace,
    OrganisationMembership,
)
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.profile.models import Reading, Snapshot

BEGAN = date(2024, 9, 1)
LEARNERS = 30
ROLES = ("convener", "educator", "partner", "guardian", "learner")


def person(ecosystem: Ecosystem, name: str, role: str, site: Organisation | None) -> Person:
    found = Person.objects.create(
        kept_by=ecosystem, name=name, sort_name=name.lower(), created_at=timezone.now()
    )
    Assignment.objects.create(
        ecosystem=ecosystem, person=found, role=role, organisation=site, starts=BEGAN
    )
    return found


def organisation(ecosystem: Ecosystem, name: str, kind: str) -> Organisation:
    found = Organisation.objects.create(
        kept_by=ecosystem, name=name, kind=kind, sector="school", created_at=timezone.now()
    )
    OrganisationMembership.objects.create(
        ecosystem=ecosystem, organisation=found, starts=BEGAN, partner=kind == "partner"
    )
    return found


def sign_in(who: Person) -> str:
    """The key of a session that is signed in as this person."""
    kept = SessionStore()
    kept["person_id"] = who.pk
    kept.create()
    return str(kept.session_key)


def history(ecosystem: Ecosystem) -> None:
    """Readings of three months, so that leaf, interval and trend have something to draw."""
    for months, value in ((0, 0.62), (1, 0.55), (2, 0.41)):
        day = timezone.localdate() - timedelta(days=30 * months)
        snapshot = Snapshot.objects.create(
            ecosystem=ecosystem,
            day=day,
            starts=day - timedelta(days=364),
            at=timezone.now(),
            version="1",
        )
        for number in ("4.1", "4.2", "4.4", "4.5"):
            Reading.objects.create(
                snapshot=snapshot,
                number=number,
                state="ok",
                value=value,
                n=240,
                coverage=0.9,
                lower=value - 0.08,
                upper=value + 0.08,
                level=2,
                level_lower=2,
                level_upper=3,
                is_share=True,
            )


def activities(ecosystem: Ecosystem, school: Organisation, leader: Person) -> dict[str, str]:
    kind = Kind.objects.create(ecosystem=ecosystem, key="club", name="Club", minimum_minutes=600)
    activity = Activity.objects.create(
        ecosystem=ecosystem,
        kind=kind,
        title="Robotics",
        summary="Building and programming, twice a week.",
        site=school,
        leader=leader,
        starts=BEGAN,
        created_at=timezone.now(),
    )
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    sessions = [
        Session.objects.create(
            ecosystem=ecosystem,
            activity=activity,
            day=(now + timedelta(days=days)).date(),
            starts_at=now + timedelta(days=days),
            minutes=60,
        )
        for days in (-7, 0, 3)
    ]
    return {"activities": str(activity.uuid), "sessions": str(sessions[1].uuid)}


def children(ecosystem: Ecosystem, school: Organisation, leader: Person) -> tuple[Person, Group]:
    group = Group.objects.create(
        ecosystem=ecosystem, organisation=school, name="Class 5b", grade="5", starts=BEGAN
    )
    GroupPlace.objects.create(group=group, person=leader, leads=True, starts=BEGAN)
    activity = Activity.objects.get(ecosystem=ecosystem)
    past = activity.sessions.order_by("starts_at")[0]
    found = []
    for number in range(1, LEARNERS + 1):
        one = person(ecosystem, f"Kim Learner {number:02}", "learner", school)
        GroupPlace.objects.create(group=group, person=one, starts=BEGAN)
        Enrolment.objects.create(
            ecosystem=ecosystem, activity=activity, person=one, group=group, starts=BEGAN
        )
        Attendance.objects.create(
            ecosystem=ecosystem,
            day=past.day,
            session=past,
            person=one,
            site=school,
            status="present",
            minutes=60,
            recorded_at=timezone.now(),
        )
        found.append(one)
    return found[0], group


def valley() -> Ecosystem:
    """The ecosystem, with two sources that disagree about it."""
    found = Ecosystem.objects.create(
        slug="valley",
        name="Valley Learning Network",
        summary="Two schools and their partners.",
        purpose="Every child finds something worth staying for.",
        territory="Green Valley",
        country="US",
        languages=["en"],
        simulated=True,
        created_at=timezone.now(),
    )
    for place, (value, source) in enumerate(((31, "The network"), (18, "An evaluation"))):
        Figure.objects.create(
            ecosystem=found, name="schools", value=value, unit="schools", as_of="2015",
            source=source, position=place,
        )  # fmt: skip
    return found


def deciding(ecosystem: Ecosystem) -> dict[str, str]:
    """A body with one seat, and a framework."""
    body = Body.objects.create(ecosystem=ecosystem, key="steering", name="Steering committee")
    families = Constituency.objects.create(body=body, key="families", name="Families", quota=1)
    seat = Seat.objects.create(body=body, constituency=families, number=1, route="elected")
    framework = Framework.objects.create(
        ecosystem=ecosystem, key="parts", title="Seven components", kind="components"
    )
    return {"bodies": str(body.uuid), "seats": str(seat.uuid), "frameworks": str(framework.uuid)}


def plant() -> dict[str, Any]:
    """Everything; returns the slug, one row of each kind and a session for each role."""
    ecosystem = valley()
    school = organisation(ecosystem, "Cedar Hill School", "school")
    partner = organisation(ecosystem, "Green Valley Library", "partner")
    people = {
        "convener": person(ecosystem, "Ada Convener", "convener", None),
        "educator": person(ecosystem, "Bo Educator", "educator", school),
        "partner": person(ecosystem, "Cy Partner", "partner", partner),
        "guardian": person(ecosystem, "Dana Guardian", "guardian", None),
    }
    rows = activities(ecosystem, school, people["educator"])
    people["learner"], group = children(ecosystem, school, people["educator"])
    Guardian.objects.create(
        ecosystem=ecosystem, guardian=people["guardian"], learner=people["learner"], starts=BEGAN
    )
    history(ecosystem)
    rows |= deciding(ecosystem)
    rows |= {
        "places": str(Enrolment.objects.values_list("uuid", flat=True)[0]),
        "groups": str(group.uuid),
        "organisations": str(school.uuid),
        "people": str(people["learner"].uuid),
    }
    sessions = {role: sign_in(who) for role, who in people.items()}
    return {"slug": ecosystem.slug, "rows": rows, "sessions": sessions}
