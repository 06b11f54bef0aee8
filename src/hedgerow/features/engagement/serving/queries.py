"""Who served whom: learners, sessions and hours, counted from the marks themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Attendance, Delivery, Kind, Session
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.permissions import VIEW_LEARNERS
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor

Text = str | Promise
YEAR: Final = timedelta(days=364)
THERE: Final = (Attendance.Status.PRESENT, Attendance.Status.LATE)
BY: Final[Mapping[str, Text]] = {
    "partner": _("Who served"),
    "site": _("School of the learner"),
    "kind": _("Kind of activity"),
    "month": _("Month"),
}
FIELDS: Final = {
    "partner": "served_by",
    "site": "site",
    "kind": "session__activity__kind",
}

SERVED_BY: Final = Coalesce(
    F("session__activity__deliveries__organisation"), F("session__activity__site")
)
"""Who delivers the activity; where it names nobody, such as that of a pair, the site it is of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which marks are counted, and by what; keys of rows narrow it, both days are in it."""

    first: date
    last: date
    by: str = "partner"
    partner: int | None = None
    site: int | None = None
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Distinct learners and sessions, and the minutes all were there together."""

    learners: int
    sessions: int
    minutes: int

    @property
    def hours(self) -> float:
        return self.minutes / 60


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report."""

    name: Text
    counted: Counted


@dataclass(frozen=True, slots=True)
class Report:
    """The rows and the total, in which everybody counts once, whoever served them.

    ``unconfirmed`` sessions wait for the other side and are not counted. ``several`` learners were
    served by more than one organisation. ``whole`` says that no site is left out.
    """

    asked: Asked
    heading: Text
    lines: Sequence[Line]
    total: Counted
    several: int
    unconfirmed: int
    whole: bool


def asked_of(ecosystem: Ecosystem, **given: object) -> Asked:
    """What is asked, the last twelve months where no day is given."""
    end = given.get("last") or today(ecosystem)
    assert isinstance(end, date)  # noqa: S101 - for the types
    start = given.get("first") or end - YEAR
    assert isinstance(start, date)  # noqa: S101 - for the types
    by = str(given.get("by") or "partner")
    rows = {name: given.get(name) for name in ("partner", "site", "kind")}
    return Asked(start, end, by if by in BY else "partner", **rows)  # type: ignore[arg-type]


def report(actor: Actor, ecosystem: Ecosystem, asked: Asked) -> Report:
    """The report, for who may see the learners' records: in the whole, or of the own sites.

    Raises NotPermitted. A fixed number of queries, however many rows there are.
    """
    require_held(actor, VIEW_LEARNERS, within=ecosystem.pk, at_a_site=True)
    marks = _marks(actor, ecosystem, asked)
    counts = marks.filter(_counts())
    return Report(
        asked, BY[asked.by], _lines(counts, asked.by), _counted(counts), _several(counts),
        _number(marks.exclude(_counts())), actor.holds(VIEW_LEARNERS, ecosystem.pk),
    )  # fmt: skip


def _marks(actor: Actor, ecosystem: Ecosystem, asked: Asked) -> QuerySet[Attendance]:
    """Who was there in sessions that were held, as far as the actor sees learners."""
    rows = Attendance.objects.filter(
        ecosystem=ecosystem, day__range=(asked.first, asked.last), status__in=THERE,
        session__state=Session.State.HELD,
    ).order_by()  # fmt: skip
    if not actor.holds(VIEW_LEARNERS, ecosystem.pk):
        rows = rows.filter(site__in=actor.sites_with(VIEW_LEARNERS, ecosystem.pk))
    if asked.partner is not None:
        served = Delivery.objects.filter(organisation=asked.partner).values("activity")
        own = Q(session__activity__site=asked.partner)
        named = Delivery.objects.filter(activity=OuterRef("session__activity"))
        rows = rows.filter(Q(session__activity__in=served) | own & ~Exists(named))
    if asked.site is not None:
        rows = rows.filter(site=asked.site)
    if asked.kind is not None:
        rows = rows.filter(session__activity__kind=asked.kind)
    return rows


def _counts() -> Q:
    """Whether a mark counts: who has to confirm the session did."""
    return Q(session__confirmed_at__isnull=False) | Q(
        session__activity__kind__needs_confirmation=False
    )


def _number(marks: QuerySet[Attendance]) -> int:
    return marks.aggregate(n=Count("session", distinct=True))["n"] or 0


SUMS: Final = {
    "learners": Count("person", distinct=True),
    "sessions": Count("session", distinct=True),
    "minutes": Sum("minutes"),
}


def _counted(marks: QuerySet[Attendance]) -> Counted:
    found = marks.aggregate(**SUMS)
    return Counted(found["learners"] or 0, found["sessions"] or 0, found["minutes"] or 0)


def _several(marks: QuerySet[Attendance]) -> int:
    """Learners whom two organisations or more served."""
    by = marks.annotate(served_by=SERVED_BY).filter(served_by__isnull=False).values("person")
    counted = by.annotate(n=Count(FIELDS["partner"], distinct=True)).filter(n__gt=1)
    return counted.count()


def _lines(marks: QuerySet[Attendance], by: str) -> list[Line]:
    if by == "month":
        keys = {"year": ExtractYear("day"), "month": ExtractMonth("day")}
        rows = marks.annotate(**keys).values(*keys).annotate(**SUMS).order_by(*keys)
        return [Line(_month(row["year"], row["month"]), _row(row)) for row in rows]
    marks = marks.annotate(served_by=SERVED_BY) if by == "partner" else marks
    found = {row[FIELDS[by]]: _row(row) for row in marks.values(FIELDS[by]).annotate(**SUMS)}
    model: type[Kind | Organisation] = Kind if by == "kind" else Organisation
    names = {row.pk: str(row) for row in model._default_manager.filter(pk__in=found)}
    lines = [Line(names.get(key) or _("nobody named"), one) for key, one in found.items()]
    return sorted(lines, key=lambda line: (-line.counted.learners, str(line.name)))


def _month(year: int, month: int) -> str:
    return str(date_format(date(year, month, 1), "YEAR_MONTH_FORMAT"))


def _row(row: Mapping[str, Any]) -> Counted:
    return Counted(row["learners"], row["sessions"], row["minutes"] or 0)
