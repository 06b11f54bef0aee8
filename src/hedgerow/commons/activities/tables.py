"""What activities publish to the warehouse: attendance, delivery, enrolment, what is private."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone

from hedgerow.foundation.warehouse.schemas import (
    ATTENDANCE,
    DELIVERY,
    ENROLMENT,
    PRIVATE_ACTIVITY,
)
from hedgerow.foundation.warehouse.tables import Table

from .models import Activity, Attendance, Enrolment, Session

CHUNK = 5_000


def _days(month: str) -> tuple[date, date]:
    """First and last day of a month written YYYY-MM."""
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _months(rows: QuerySet[Any], day: str) -> list[str]:
    """The months with rows, each found by what follows the one before: a query a month."""
    found = list[str]()
    while first := rows.aggregate(first=Min(day))["first"]:
        found.append(f"{first:%Y-%m}")
        rows = rows.filter(**{f"{day}__gt": _days(found[-1])[1]})
    return found


def attendance(ecosystem: int, month: str) -> Iterator[tuple[object, ...]]:
    """One row a mark that stands."""
    rows = Attendance.objects.filter(ecosystem=ecosystem, day__range=_days(month))
    for row in rows.order_by("pk").values_list(
        "day", "session_id", "session__activity_id", "person_id", "site_id", "status",
        "minutes", "origin",
    ).iterator(CHUNK):  # fmt: skip
        day, session, activity, person, site, status, minutes, origin = row
        yield ecosystem, day, session, activity, person, site or 0, status, minutes, origin


def delivery(ecosystem: int, month: str) -> Iterator[tuple[object, ...]]:
    """One row a session and delivering organisation, 0 where nobody is named."""
    now = timezone.now()
    rows = Session.objects.filter(ecosystem=ecosystem, day__range=_days(month)).order_by("pk")
    organisation = "activity__deliveries__organisation"
    for row in rows.values_list(
        "day", "pk", "uuid", "activity_id", f"{organisation}_id", f"{organisation}__sector",
        f"{organisation}__operator_id", "activity__in_lessons", "state", "starts_at",
        "confirmed_at", "activity__kind__needs_confirmation", "origin",
    ).iterator(CHUNK):  # fmt: skip
        day, pk, uuid, activity, who, sector, operator, in_lessons, state, starts, *rest = row
        confirmed_at, needed, origin = rest
        passed = state == Session.State.PLANNED and starts <= now
        held = state == Session.State.HELD or passed
        confirmed = confirmed_at is not None or not needed
        yield (
            ecosystem, day, pk, str(uuid), activity, who or 0, sector or "",
            operator or -(who or 0), in_lessons, held, confirmed, origin,
        )  # fmt: skip


def enrolment(ecosystem: int, month: str) -> Iterator[tuple[object, ...]]:
    """One row an enrolment, in the month it began."""
    rows = Enrolment.objects.filter(ecosystem=ecosystem, starts__range=_days(month))
    for pk, uuid, activity, person, site, *rest in (
        rows.order_by("pk")
        .values_list(
            "pk", "uuid", "activity_id", "person_id", "site_id", "starts", "ends", "dropped",
            "minimum_minutes", "minimum_declared", "origin",
        )
        .iterator(CHUNK)
    ):  # fmt: skip
        yield ecosystem, pk, str(uuid), activity, person, site or 0, *rest


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


TABLES = (
    Table(ATTENDANCE, attendance, _attendance_months),
    Table(DELIVERY, delivery, _delivery_months),
    Table(ENROLMENT, enrolment, _enrolment_months),
    Table(PRIVATE_ACTIVITY, private_activity),
)
