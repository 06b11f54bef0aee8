"""Records of two persons who are one."""

from datetime import date, timedelta
from uuid import uuid4

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Kind, Session
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import assigned, person
from hedgerow.commons.people.actions import merge_persons
from hedgerow.commons.people.models import (
    Account,
    Guardian,
    Merge,
    Person,
)
from hedgerow.foundation.merging import rules
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
DAY = date(2026, 9, 1)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def merged(eco, kept: Person, gone: Person, by: Actor = STEWARD, **choice: str) -> Merge:
    return merge_persons(eco, kept.uuid, gone.uuid, choice, by=by, at=NOW)


def club(eco) -> Activity:
    kind, _ = Kind.objects.get_or_create(ecosystem=eco, key="club", defaults={"name": "Club"})
    return Activity.objects.create(
        ecosystem=eco, kind=kind, title="Chess", starts=DAY, created_at=NOW
    )


def enrolled(activity: Activity, who: Person, starts: int, ends: int | None, **values) -> Enrolment:
    return Enrolment.objects.create(
        ecosystem=activity.ecosystem, activity=activity, person=who, starts=day(starts),
        ends=None if ends is None else day(ends), **values,
    )  # fmt: skip


def marked(session: Session, who: Person, status: str, minutes: int = 0) -> Attendance:
    return Attendance.objects.create(
        ecosystem=session.ecosystem, day=session.day, session=session, person=who, status=status,
        minutes=minutes, recorded_at=NOW,
    )  # fmt: skip


def state() -> dict[str, list[dict]]:
    """Every row that a merge may write, but for how often a person was edited."""
    found = {}
    for model in {rule.model for rule in rules() if not rule.final} - {Merge}:
        rows = list(model.objects.order_by("pk").values())
        for row in rows:
            row.pop("revision", None)
        found[model._meta.label] = rows
    persons = list(Person.objects.order_by("pk").values())
    return found | {
        "persons": [{k: v for k, v in row.items() if k != "revision"} for row in persons]
    }


def full(eco, ada: Person, twin: Person) -> None:
    """A bit of everything in both records."""
    chess = club(eco)
    enrolled(chess, ada, 10, 20)
    enrolled(chess, twin, 0, None)
    session = Session.objects.create(
        ecosystem=eco, activity=chess, day=DAY, starts_at=NOW, minutes=60, marked_by=twin
    )
    marked(session, ada, "absent")
    marked(session, twin, "present", 60)
    kim = person(eco, "Kim")
    for guardian in (ada, twin):
        Guardian.objects.create(ecosystem=eco, guardian=guardian, learner=kim, starts=DAY)
        assigned(guardian, "guardian", eco)
        guardian.account = Account.objects.create(email=f"{uuid4()}@example.org")
        guardian.code = f"C{guardian.pk}"
        guardian.save()
