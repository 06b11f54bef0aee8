"""On which last day those absent may end what they have here: none keeps another without a word."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import Invalid

AHEAD: Final = timedelta(days=366)
"""So far ahead somebody's last day may be known: the end of the school year, or of the next one's first half."""


def require_last_day(rows: Iterable[QuerySet[Any]], on: date, today: date) -> None:
    """Raise Invalid (of ``last_day``) for a day more than a year ahead, or a past one before any of the rows began.

    From today on any day will do: what begins later than that is taken back or ends as it begins, and
    the outcome says how many these are.
    """
    if on > today + AHEAD:
        said = _("A last day is at most a year ahead: %(day)s or an earlier one.")
        raise Invalid({"last_day": [said % {"day": date_format(today + AHEAD, "DATE_FORMAT")}]})
    begun = [day for some in rows for day in _later(some, on)] if on < today else []
    if begun:
        said = _(
            "It cannot end before it began: of those chosen, so many began later: %(count)s. The last day is "
            "%(day)s or a later one."
        )
        day = date_format(min(max(begun), today), "DATE_FORMAT")
        raise Invalid({"last_day": [said % {"count": len(begun), "day": day}]})


def begin_later(rows: Iterable[QuerySet[Any]], on: date) -> int:
    """How many of the rows begin after that day."""
    return sum(some.filter(starts__gt=on).count() for some in rows)


def _later(rows: QuerySet[Any], on: date) -> list[date]:
    return list(rows.filter(starts__gt=on).values_list("starts", flat=True))
