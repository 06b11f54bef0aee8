"""Who was said not to come, for those who mark attendance and for families."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.commons.activities.models import Absence, Enrolment, Session
from hedgerow.commons.ecosystems.models import Ecosystem

MOST = 30


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why somebody will not be there, and what was added."""

    uuid: UUID
    starts: date
    ends: date
    reason: str | Promise
    note: str
    at: datetime


def excuses_on(session: Session, people: Iterable[int]) -> Mapping[int, Excuse]:
    """By person; for who may mark the session. One query."""
    rows = Absence.objects.filter(
        ecosystem=session.ecosystem_id, person__in=list(people), withdrawn_at=None,
        starts__lte=session.day, ends__gte=session.day,
    )  # fmt: skip
    return {row.person_id: _excuse(row) for row in rows.order_by("at", "pk")}


def away_at(sessions: Sequence[Session]) -> Mapping[int, frozenset[int]]:
    """By session, who has a place and was said not to come that day. Two queries at most."""
    found: dict[int, set[int]] = {one.pk: set() for one in sessions}
    days = [one.day for one in sessions]
    if not days:
        return {}
    places = Enrolment.objects.filter(activity__in={one.activity_id for one in sessions})
    # of those who have a place alone: that day thousands of a country may be away
    said = Absence.objects.filter(
        ecosystem__in={one.ecosystem_id for one in sessions}, withdrawn_at=None,
        starts__lte=max(days), ends__gte=min(days), person__in=places.values("person"),
    )  # fmt: skip
    rows = list(said.values_list("ecosystem_id", "person_id", "starts", "ends"))
    if not rows:
        return {pk: frozenset() for pk in found}
    away_ones = places.filter(person__in={who for _place, who, *_days in rows})
    held = list(away_ones.values_list("activity_id", "person_id", "starts", "ends"))
    for one in sessions:
        away = {
            who for place, who, starts, ends in rows
            if place == one.ecosystem_id and starts <= one.day <= ends
        }  # fmt: skip
        here = {
            who for activity, who, starts, ends in held
            if activity == one.activity_id and starts <= one.day and (not ends or one.day <= ends)
        }  # fmt: skip
        found[one.pk] = away & here
    return {pk: frozenset(who) for pk, who in found.items()}


def absences_of(ecosystem: Ecosystem, person: int, since: date) -> Sequence[Excuse]:
    """What was reported for a learner and ends on that day or later, the latest last."""
    rows = Absence.objects.filter(
        ecosystem=ecosystem, person=person, withdrawn_at=None, ends__gte=since
    )
    return [_excuse(row) for row in rows.order_by("starts", "pk")[:MOST]]


def _excuse(row: Absence) -> Excuse:
    return Excuse(row.uuid, row.starts, row.ends, row.get_reason_display(), row.note, row.at)
