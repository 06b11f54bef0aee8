"""Series of an activity in words."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db.models import Count
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.activities import recurring
from hedgerow.commons.activities.models import Activity, Series
from hedgerow.commons.activities.rule_of_days import DAYS

FIFTH: Final = -1


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """How often, at what time, until when, where, and how many sessions it has."""

    uuid: UUID
    often: str
    begins: time
    minutes: int
    until: date | None
    room: str
    sessions: int


def series_of(activity: Activity) -> list[SeriesRow]:
    """The series of an activity that have sessions, by their first day. One query."""
    rows: Any = Series.objects.filter(activity=activity).select_related("room")
    rows = rows.annotate(n=Count("sessions")).filter(n__gt=0).order_by("starts", "pk")
    return [
        SeriesRow(
            row.uuid, often(row.rule, row.shift), row.begins, row.minutes, _until(row),
            row.room.name if row.room else "", row.n,
        )
        for row in rows
    ]  # fmt: skip


def often(rule: str, shift: int = 0) -> str:
    """A rule in words, its weekdays as many days later; a rare one as it is written."""
    parts = recurring.parts_of(rule)
    rest = set(parts) - {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"}
    every = int(parts.get("INTERVAL", "1"))
    if rest or not parts.get("BYDAY") or parts["FREQ"] not in ("WEEKLY", "MONTHLY"):
        return _("by the rule %(rule)s") % {"rule": rule}
    days = parts["BYDAY"].split(",")
    if parts["FREQ"] == "WEEKLY" and all(day in DAYS for day in days):
        on = _(", ").join(str(WEEKDAYS[(DAYS.index(day) + shift) % 7]) for day in days)
        text = ngettext("every week on %(days)s", "every %(n)s weeks on %(days)s", every)
        return text % {"n": every, "days": on}
    place, day = days[0][:-2], days[0][-2:]
    if parts["FREQ"] == "MONTHLY" and len(days) == 1 and place.lstrip("-").isdecimal():
        on = str(WEEKDAYS[(DAYS.index(day) + shift) % 7])
        if int(place) == FIFTH:
            return _("every month on the last %(day)s") % {"day": on}
        return _("every month on %(day)s no. %(n)s") % {"day": on, "n": int(place)}
    return _("by the rule %(rule)s") % {"rule": rule}


def _until(row: Series) -> date | None:
    told = recurring.parts_of(row.rule).get("UNTIL")
    if not told:
        return None
    return datetime.strptime(told, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
