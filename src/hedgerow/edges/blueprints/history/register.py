"""Who came: the registers of every past session, some sites at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from functools import partial
from random import Random

from hedgerow.commons.activities.actions import confirm_sessions, mark_many
from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.ecosystems.clock import day_in, zone_of
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from .days import by_month, evening
from .holding import by_holder, in_steps
from .offer import activities, places_of
from .stretches import LEFT_OUT, offered, sessions_each

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
    for sites in in_steps(plot, some):
        yield Step("registers", partial(_register, sites=sites))


def _register(plot: Plot, sites: Sequence[int]) -> None:
    chance = Random(f"{plot.history.seed}:register:{sites[0]}")
    found = activities(plot, sites)
    for place, some in by_holder(plot, places_of(plot, sites)):
        _write_down(plot, place, [found[at].pk for at in some], chance)


def _write_down(plot: Plot, place: Ecosystem, found: Sequence[int], chance: Random) -> None:
    """The registers of these activities, all of one ecosystem."""
    held = list(
        Session.objects.select_related("activity")
        .filter(activity__in=found, day__lt=day_in(place, plot.at), state=Session.State.PLANNED)
        .order_by("activity__code", "starts_at")
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
    for some in by_month(held) if place == plot.ecosystem else _by_stretch(held):
        _written_down(plot, place, some, rows, confirmed)


def _by_stretch(sessions: Iterable[Session]) -> list[list[Session]]:
    """Sessions of the activities that start on the same day: parts are many, and write few acts."""
    found: dict[date, list[Session]] = defaultdict(list)
    for session in sessions:
        found[session.activity.starts].append(session)
    return [found[day] for day in sorted(found)]


def _written_down(
    plot: Plot,
    place: Ecosystem,
    some: Sequence[Session],
    rows: Sequence[Row],
    confirmed: Set[int],
) -> None:
    """Mark some sessions on the evening of the last; the other side confirms two days later."""
    zone = zone_of(place)
    last, marked = max(session.day for session in some), {session.pk for session in some}
    told = [row for row in rows if row["session_id"] in marked]
    mark_many(place, told, by=SIMULATION, at=evening(plot, last, zone))
    held = {row["session_id"] for row in told}  # where nobody had a place, nobody wrote anything
    seen = [session.pk for session in some if session.pk in confirmed & held]
    confirm_sessions(place, seen, by=SIMULATION, at=evening(plot, last + CONFIRMING, zone))


def _mark(chance: Random, session: Session, one: Enrolment, habit: float) -> dict[str, object]:
    """A mark, by the learner's habit of coming."""
    row: dict[str, object] = {"session_id": session.pk, "person_id": one.person_id}
    drawn = chance.random()
    if drawn < habit * LATE:
        return {**row, "status": "late", "late_by": chance.choice(LATE_BY)}
    if drawn < habit:
        return {**row, "status": "present"}
    return {**row, "status": "excused" if drawn < habit + EXCUSED else "absent"}
