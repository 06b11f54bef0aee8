"""Activities for tests: a robotics club of a partner, held at a school, with learners."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Activity, Attendance, Kind, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation import warehouse
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
FIRST = datetime(2026, 9, 7, 15, tzinfo=UTC)
"""A Monday; the club's first session."""

LATER = datetime(2026, 9, 7, 16, 30, tzinfo=UTC)
EARLIER = datetime(2026, 9, 1, 8, tzinfo=UTC)


@dataclass
class Club:
    """A club of ``maker`` at ``school`` in ``ecosystem``, led by ``tutor``."""

    ecosystem: Ecosystem
    school: Organisation
    maker: Organisation
    tutor: Person
    activity: Activity
    learners: list[Person] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """The first session, as it stands."""
        return Session.objects.select_related("activity").get(pk=self.sessions[0].pk)

    def marks(self, status: str = "present", session: Session | None = None) -> list[dict]:
        """A mark for each learner."""
        pk = (session or self.sessions[0]).pk
        return [{"session_id": pk, "person_id": one.pk, "status": status} for one in self.learners]

    def found(self) -> dict[int, tuple[str, int]]:
        """The first session's marks by person."""
        rows = Attendance.objects.filter(session=self.sessions[0])
        return {row.person_id: (row.status, row.minutes) for row in rows}

    def staff(self, role: str, at: Organisation | None = None, name: str = "Dee") -> Actor:
        """Somebody who holds the role."""
        somebody = factories.person(self.ecosystem, name)
        factories.assigned(somebody, role, self.ecosystem, at)
        return factories.actor(somebody)


def club(learners: int = 3, sessions: int = 2, *, confirms: bool = False, **values: Any) -> Club:
    """A club with so many learners enrolled and sessions planned, a week apart."""
    aspen = values.pop("ecosystem", None) or factories.ecosystem(time_zone="America/Chicago")
    school = factories.member_school(aspen)
    maker = factories.organisation(aspen, "Makers", kind="partner", sector="technology")
    OrganisationMembership.objects.create(
        ecosystem=aspen, organisation=maker, partner=True, starts=factories.STARTS
    )
    tutor = factories.person(aspen, "Tam Tutor")
    factories.assigned(tutor, "tutor", aspen, maker)
    kind = Kind.objects.create(
        ecosystem=aspen, key="club", name="Club", minimum_minutes=90, needs_confirmation=confirms
    )
    row = {
        "kind_id": kind.pk,
        "title": "Robotics",
        "starts": date(2026, 9, 1),
        "site_id": school.pk,
        "leader_id": tutor.pk,
        "delivered_by": [maker.pk],
        "code": "robotics",
        **values,
    }
    actions.save_activities(aspen, [row], by=STEWARD, at=EARLIER)
    activity = Activity.objects.get(ecosystem=aspen, code=row["code"])
    made = Club(aspen, school, maker, tutor, activity)
    made.learners = [factories.learner(school, f"Bo {n:02}") for n in range(learners)]
    enrol(made, *made.learners)
    planned = [
        {"activity_id": activity.pk, "starts_at": FIRST + timedelta(weeks=n), "minutes": 60}
        for n in range(sessions)
    ]
    actions.plan_sessions(aspen, planned, by=STEWARD, at=EARLIER)
    made.sessions = list(activity.sessions.order_by("starts_at"))
    return made


def enrol(of: Club, *people: Person, **values: Any) -> None:
    """Give people places from the day the club began."""
    rows = [
        {"activity_id": of.activity.pk, "person_id": one.pk, "starts": date(2026, 9, 1), **values}
        for one in people
    ]
    actions.enrol_many(of.ecosystem, rows, by=STEWARD, at=EARLIER)


def a_term() -> Club:
    """Four learners: 01 comes twice, 02 once, 03 is late once, 04 never; one session of two."""
    found = club(learners=4, sessions=3)
    first, second, third = found.sessions
    one, two, three, _four = found.learners
    rows = [
        {"session_id": first.pk, "person_id": one.pk, "status": "present"},
        {"session_id": first.pk, "person_id": two.pk, "status": "present"},
        {"session_id": first.pk, "person_id": three.pk, "status": "late", "minutes": 30},
        {"session_id": second.pk, "person_id": one.pk, "status": "present"},
        {"session_id": second.pk, "person_id": two.pk, "status": "absent"},
    ]
    actions.mark_many(found.ecosystem, rows, by=STEWARD, at=LATER + timedelta(weeks=1))
    cancelled = [{"session_id": third.pk, "reason": "Snow"}]
    actions.cancel_sessions(found.ecosystem, cancelled, by=STEWARD, at=LATER)
    gone = [
        {"activity_id": found.activity.pk, "person_id": who.pk, "starts": date(2026, 9, 1),
         "ends": date(2026, 9, 30)}
        for who in found.learners
    ]  # fmt: skip
    actions.enrol_many(found.ecosystem, gone, by=STEWARD, at=LATER)
    warehouse.refresh(found.ecosystem.pk)
    return found
