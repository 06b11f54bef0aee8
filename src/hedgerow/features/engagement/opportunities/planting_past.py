"""What was offered in the past of a simulated history: held and marked, judged, closed and put away."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.ecosystems.clock import moment_of
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Criterion, Entry, Judge, Opportunity
from .planting import Offered

DAY: Final = timedelta(days=1)
WEEK: Final = 7 * DAY
AHEAD: Final = 3 * WEEK
"""How long before its first day it was offered, and people took their places."""


def begun(one: Offered, at: datetime) -> datetime:
    """At that time of its first day, counted back from the moment of planting."""
    return at - (one.days_ago or 0) * DAY


def announced(one: Offered, at: datetime) -> datetime:
    return begun(one, at) - AHEAD


def take_place(row: Opportunity, one: Offered, *, by: Actor, at: datetime) -> None:
    """Hold it on its days; on the day after the last it is judged and closed, some weeks later put away."""
    over = begun(one, at) + (one.lasts_days + 1) * DAY
    _plan(row, one, by, announced(one, at))
    _mark(row, one, by, over)
    _confirm(row, by, min(over + DAY, at))
    if one.rubric:
        _judge(row, by, over)
    row = actions.close_opportunity(row, by=by, at=over)
    if one.archived:
        actions.archive_opportunity(row, by=by, at=min(over + WEEK, at))


def _plan(row: Opportunity, one: Offered, by: Actor, at: datetime) -> None:
    """What takes several days meets each day, or each week where it is longer than one."""
    if row.activity_id is None or row.begins is None or one.minutes is None or not one.lasts_days:
        return
    every = 7 if one.lasts_days >= WEEK.days else 1
    moments = [_at(row, number) for number in range(0, one.lasts_days + 1, every)]
    rows = [
        {"activity_id": row.activity_id, "minutes": one.minutes, "starts_at": moment}
        for moment in moments
    ]
    activities.plan_sessions(row.ecosystem, rows, by=by, at=at)


def _at(row: Opportunity, number: int) -> datetime:
    first, begins = row.starts, row.begins
    if first is None or begins is None:
        raise ValueError("what is past took place on a day")
    return moment_of(row.ecosystem, first + number * DAY, begins)


def _mark(row: Opportunity, one: Offered, by: Actor, at: datetime) -> None:
    """Who has a place came, but for so many, others each time."""
    people = list(_places(row).values_list("person", flat=True))
    rows = [
        {
            "session_id": session.pk, "person_id": person,
            "status": "absent" if (place + turn) % len(people) < one.absent else "present",
        }
        for turn, session in enumerate(_sessions(row))
        for place, person in enumerate(people)
    ]  # fmt: skip
    if rows:
        activities.mark_many(row.ecosystem, rows, by=by, at=at)


def _confirm(row: Opportunity, by: Actor, at: datetime) -> None:
    """The other side confirms; what no organisation offers has no other side."""
    if row.organisation_id is None:
        return
    held = [session.pk for session in _sessions(row) if session.state == Session.State.HELD]
    activities.confirm_sessions(row.ecosystem, held, by=by, at=at)


def _places(row: Opportunity) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(activity=row.activity_id).order_by("pk")


def _sessions(row: Opportunity) -> QuerySet[Session]:
    return Session.objects.filter(activity=row.activity_id).order_by("starts_at")


def _judge(row: Opportunity, by: Actor, at: datetime) -> None:
    """Each judge scores each entry, the first highest; the results are out at once."""
    lines = list(Criterion.objects.filter(opportunity=row).order_by("position"))
    judges = list(Judge.objects.filter(opportunity=row).order_by("pk"))
    for place, entry in enumerate(Entry.objects.filter(opportunity=row).order_by("pk")):
        for turn, judge in enumerate(judges):
            points = {
                line.pk: max(line.points - place - (turn + number) % 3, 0)
                for number, line in enumerate(lines)
            }
            actions.score_entry(entry, points, by=replace(by, person_id=judge.person_id), at=at)
    actions.publish_results(row, by=by, at=at)
