"""Who came: the registers of every past session, some sites at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import timedelta
from functools import partial
from random import Random

from hedgerow.commons.activities.actions import confirm_sessions, mark_many
from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from .days import by_month, evening
from .offer import LEFT_OUT, activities, offered, sessions_each

Row = Mapping[str, object]

MARKS_A_STEP = 2_000
CONFIRMED = 0.94
LATE, EXCUSED = 0.05, 0.04
LATE_BY = (5, 10, 15, 20)
CONFIRMING = timedelta(days=2)


def steps(plot: Plot) -> Iterator[Step]:
    count, sizes = len(plot.sizes.sites), plot.sizes
    places = sizes.learners / sizes.groups * len(offered(plot)) * (1 - LEFT_OUT)
    some = max(int(MARKS_A_STEP * count / (places * sessions_each(plot))), 1)
    for start in range(0, count, some):
        sites = range(start, min(start + some, count))
        yield Step("registers", partial(_register, sites=sites))


def _register(plot: Plot, sites: range) -> None:
    chance = Random(f"{plot.history.seed}:register:{sites.start}")
    found = [row.pk for row in activities(plot, sites).values()]
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
    plot: Plot, month: Sequence[Session], rows: Sequence[Row], confirmed: Set[int]
) -> None:
    """Mark a month's sessions on the evening of the last; the other side confirms two days later."""
    last, marked = max(session.day for session in month), {session.pk for session in month}
    some = [row for row in rows if row["session_id"] in marked]
    mark_many(plot.ecosystem, some, by=SIMULATION, at=evening(plot, last))
    held = {row["session_id"] for row in some}  # where nobody had a place, nobody wrote anything
    seen = [session.pk for session in month if session.pk in confirmed & held]
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
