"""What activities publish to the warehouse: attendance, delivery, enrolment, what is private."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Min, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from hedgerow.foundation.warehouse.schemas import (
    ATTENDANCE,
    DELIVERY,
    ENROLMENT,
    PRIVATE_ACTIVITY,
)
from hedgerow.foundation.warehouse.tables import Rows, Sources, Table

from .models import Activity, Attendance, Enrolment, Session


def _days(month: str) -> tuple[date, date]:
    """First and last day of a month written YYYY-MM."""
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _months(rows: QuerySet[Any], day: str) -> list[str]:
    """The months with rows, each found by what follows the one before: a query a month."""
    found, left = list[str](), rows
    while first := left.aggregate(first=Min(day))["first"]:
        found.append(f"{first:%Y-%m}")
        # of the last month alone: with every month named, SQLite walks all rows from the first
        left = rows.filter(**{f"{day}__gt": _days(found[-1])[1]})
    return found


def attendance(ecosystem: int, month: str) -> Rows:
    """One row a mark that stands."""
    from hedgerow.foundation.warehouse import by_columns  # polars is slow to import

    rows = Attendance.objects.filter(ecosystem=ecosystem, day__range=_days(month))
    sources: Sources = {
        "day": "day", "session": "session_id", "activity": "session__activity_id",
        "person": "person_id", "site": Coalesce("site_id", 0), "status": "status",
        "minutes": "minutes", "origin": "origin",
    }  # fmt: skip
    return by_columns.partition(ATTENDANCE, rows, sources, ecosystem)


def delivery(ecosystem: int, month: str) -> Rows:
    """One row a session and delivering organisation, 0 where nobody is named."""
    from hedgerow.foundation.warehouse import by_columns  # polars is slow to import

    rows = Session.objects.filter(ecosystem=ecosystem, day__range=_days(month))
    organisation = "activity__deliveries__organisation"
    passed = Q(state=Session.State.PLANNED, starts_at__lte=timezone.now())
    needs_none = Q(activity__kind__needs_confirmation=False)
    who = Coalesce(f"{organisation}_id", 0)
    sources: Sources = {
        "day": "day", "session": "pk", "session_uuid": "uuid", "activity": "activity_id",
        "organisation": who, "sector": Coalesce(f"{organisation}__sector", Value("")),
        "operator": Coalesce(f"{organisation}__operator_id", who * -1),
        "in_lessons": "activity__in_lessons",
        "held": _whether(Q(state=Session.State.HELD) | passed),
        "confirmed": _whether(Q(confirmed_at__isnull=False) | needs_none), "origin": "origin",
    }  # fmt: skip
    return by_columns.partition(DELIVERY, rows, sources, ecosystem)


def _whether(said: Q) -> Combinable:
    return ExpressionWrapper(said, BooleanField())


def enrolment(ecosystem: int, month: str) -> Rows:
    """One row an enrolment, in the month it began."""
    from hedgerow.foundation.warehouse import by_columns  # polars is slow to import

    rows = Enrolment.objects.filter(ecosystem=ecosystem, starts__range=_days(month))
    sources: Sources = {
        "enrolment": "pk", "enrolment_uuid": "uuid", "activity": "activity_id",
        "person": "person_id", "site": Coalesce("site_id", 0), "began": "starts", "ended": "ends",
        "dropped": "dropped", "minimum_minutes": "minimum_minutes",
        "minimum_declared": "minimum_declared", "origin": "origin",
    }  # fmt: skip
    return by_columns.partition(ENROLMENT, rows, sources, ecosystem)


def private_activity(ecosystem: int, month: str) -> Iterator[tuple[object, ...]]:
    """One row an activity that is not public."""
    rows = Activity.objects.filter(ecosystem=ecosystem, public=False).order_by("pk")
    yield from ((ecosystem, pk, origin) for pk, origin in rows.values_list("pk", "origin"))


def _attendance_months(ecosystem: int) -> Iterable[str]:
    return _months(Attendance.objects.filter(ecosystem=ecosystem), "day")


def _delivery_months(ecosystem: int) -> Iterable[str]:
    return _months(Session.objects.filter(ecosystem=ecosystem), "day")


def _enrolment_months(ecosystem: int) -> Iterable[str]:
    return _months(Enrolment.objects.filter(ecosystem=ecosystem), "starts")


def _attendance_months_of(ecosystem: int, persons: Collection[int]) -> set[str]:
    rows = Attendance.objects.filter(ecosystem=ecosystem, person__in=persons)
    return {day.isoformat()[:7] for day in rows.values_list("day", flat=True)}


def _enrolment_months_of(ecosystem: int, persons: Collection[int]) -> set[str]:
    rows = Enrolment.objects.filter(ecosystem=ecosystem, person__in=persons)
    return {day.isoformat()[:7] for day in rows.values_list("starts", flat=True)}


TABLES = (
    Table(ATTENDANCE, attendance, _attendance_months, _attendance_months_of),
    Table(DELIVERY, delivery, _delivery_months),
    Table(ENROLMENT, enrolment, _enrolment_months, _enrolment_months_of),
    Table(PRIVATE_ACTIVITY, private_activity),
)
