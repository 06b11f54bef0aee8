"""Who came: the registers of every past session, a site at a time."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from random import Random

from hedgerow.commons.activities.actions import confirm_sessions, mark_many
from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from .days import by_month, evening
from .offer import activities

Row = Mapping[str, object]

CONFIRMED = 0.94
LATE, EXCUSED = 0.05, 0.04
LATE_BY = (5, 10, 15, 20)
CONFIRMING = timedelta(days=2)


def steps(plot: Plot) -> Iterator[Step]:
    for site in range(len(plot.sizes.sites)):
        yield Step("registers", partial(_register, site=site))


def _register(plot: Plot, site: int) -> None:
    chance = Random(f"{plot.history.seed}:register:{site}")
    found = [row.pk for row in activities(plot, range(site, site + 1)).values()]
    held = list(
        Session.objects.filter(
            activity__in=found, day__lt=plot.today, state=Session.State.PLANNED
        ).order_by("activity__code", "starts_at")
    )
    enrolled = defaultdict(list)
    for one in Enrolment.objects.filter(activity__in=found).order_by(
        "activity__code", "person__code"
    ):
        enrolled[one.activity_id].append((one, chance.uniform(0.55, 0.99)))
    rows = [
        _mark(chance, session, one, habit)
        for session in held
        for one, habit in enrolled[session.activity_id]
        if one.ends is None or session.day <= one.ends
    ]
    confirmed = {
        session.pk
        for session in held
        if enrolled[session.activity_id] and chance.random() < CONFIRMED
    }
    for month in by_month(held):
        _written_down(plot, month, rows, confirmed)


def _written_down(
    plot: Plot, month: Sequence[Session], rows: Sequence[Row], confirmed: Container[int]
) -> None:
    """Mark a month's sessions on the evening of the last; the other side confirms two days later."""
    last, marked = max(session.day for session in month), {session.pk for session in month}
    some = [row for row in rows if row["session_id"] in marked]
    mark_many(plot.ecosystem, some, by=SIMULATION, at=evening(plot, last))
    seen = [session.pk for session in month if session.pk in confirmed]
    confirm_sessions(plot.ecosystem, seen, by=SIMULATION, at=evening(plot, last + CONFIRMING))


def _mark(chance: Random, session: Session, one: Enrolment, habit: float) -> dict[str, object]:
    """A mark, by the learner's habit of coming."""
    row: dict[str, object] = {"session_id": session.pk, "person_id": one.person_id}
    drawn = chance.random()
    if drawn < habit * LATE:
        return {**row, "status": "late", "late_by": chance.choice(LATE_BY)}
    if drawn < habit:
        return {**row, "status": "present"}
    return {**row, "status": "excused" if drawn < habit + EXCUSED else "absent"}
