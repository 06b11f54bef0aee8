"""What an organisation delivered, counted from sessions and their registers.

A session counts once it is marked as held, in full for each organisation that delivers its activity;
learners' hours are the minutes of those marked present or late. Sessions that passed and that nobody
marked are told apart and counted nowhere. The site is where the activity takes place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from hedgerow.commons.activities.models import Attendance, Delivery, Kind, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation

THERE: Final = ("present", "late")
BY: Final = (
    "activity__site__name", "activity__kind", "day__year", "day__month",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What was delivered at a site, of a kind, in a month; learners None where they are withheld."""

    site: str
    kind: str
    month: date
    sessions: int
    hours: float
    unconfirmed: int
    learners: int | None
    learner_hours: float | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """Lines, newest month first, and what they come to; a learner counts once in the whole."""

    lines: Sequence[Line]
    sessions: int
    hours: float
    unmarked: int
    learners: int | None
    learner_hours: float | None


def sessions_of(ecosystem: Ecosystem, organisation: Organisation) -> QuerySet[Session]:
    """Sessions of activities that the organisation delivers in the ecosystem."""
    own = Delivery.objects.filter(organisation=organisation, activity__ecosystem=ecosystem)
    return Session.objects.filter(ecosystem=ecosystem, activity__in=own.values("activity"))


def delivered(
    ecosystem: Ecosystem,
    organisation: Organisation,
    first: date,
    last: date,
    *,
    with_learners: bool,
) -> Delivered:
    """What was delivered from ``first`` to ``last``, both days in it. At most five queries."""
    mine = sessions_of(ecosystem, organisation).filter(day__range=(first, last))
    held = mine.filter(state=Session.State.HELD)
    open_ = Q(confirmed_at__isnull=True, activity__kind__needs_confirmation=True)
    counted = held.order_by().values(*BY).annotate(
        sessions=Count("pk"), minutes=Sum("minutes"), unconfirmed=Count("pk", open_)
    )  # fmt: skip
    marks = _marks(held)
    by_line = _learners(marks) if with_learners else {}
    kinds = {one.pk: one.shown for one in Kind.objects.filter(ecosystem=ecosystem)}
    lines = [_line(row, kinds, by_line if with_learners else None) for row in counted]
    lines.sort(key=lambda line: (-line.month.toordinal(), line.site, line.kind))
    people = marks.aggregate(n=Count("person", distinct=True), minutes=Sum("minutes"))
    return Delivered(
        lines,
        sum(line.sessions for line in lines),
        sum(line.hours for line in lines),
        mine.filter(state=Session.State.PLANNED, day__lt=last).count(),
        people["n"] if with_learners else None,
        (people["minutes"] or 0) / 60 if with_learners else None,
    )


def _marks(held: QuerySet[Session]) -> QuerySet[Attendance]:
    return Attendance.objects.filter(session__in=held.values("pk"), status__in=THERE)


def _learners(marks: QuerySet[Attendance]) -> dict[Any, tuple[int, int]]:
    by = [f"session__{name}" for name in BY]
    rows = marks.order_by().values_list(*by)
    return {
        tuple(key): (count, minutes)
        for *key, count, minutes in rows.annotate(
            count=Count("person", distinct=True), total=Sum("minutes")
        )
    }


def _line(row: Any, kinds: Mapping[int, str], learners: dict[Any, tuple[int, int]] | None) -> Line:
    site, kind, year, month = key = tuple(row[name] for name in BY)
    count, minutes = (learners or {}).get(key, (0, 0))
    return Line(
        site or "", kinds[kind], date(year, month, 1), row["sessions"], row["minutes"] / 60, row["unconfirmed"],
        None if learners is None else count, None if learners is None else minutes / 60,
    )  # fmt: skip


def last_delivered(ecosystem: Ecosystem) -> Subquery:
    """For rows of organisations: the last day on which one of their sessions was held."""
    rows = _of_organisation(ecosystem, {})
    return Subquery(rows.annotate(last=Max("activity__sessions__day")).values("last"))


def hours_since(ecosystem: Ecosystem, day: date) -> Subquery:
    """For rows of organisations: minutes of their sessions held since then."""
    rows = _of_organisation(ecosystem, {"activity__sessions__day__gte": day})
    return Subquery(rows.annotate(n=Sum("activity__sessions__minutes")).values("n"))


def _of_organisation(ecosystem: Ecosystem, further: Mapping[str, object]) -> QuerySet[Any]:
    """What an organisation delivers, with the sessions held of it.

    The ecosystem is asked of the activity: asked of the session, SQLite goes through all sessions
    that the ecosystem ever held, once for each organisation.
    """
    rows = Delivery.objects.filter(
        organisation=OuterRef("pk"), activity__ecosystem=ecosystem,
        activity__sessions__state=Session.State.HELD, **further,
    )  # fmt: skip
    return rows.order_by().values("organisation")
