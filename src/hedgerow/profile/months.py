"""The months before: read from records that are older than the first reading of all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from hedgerow.commons.activities.models import Session
from hedgerow.foundation import jobs
from hedgerow.profile.models import Snapshot

BACK: Final = 6
"""Months that a trend begins with where the records reach that far."""

JOB: Final = "profile.compute"


def month_ends(day: date, count: int = BACK) -> list[date]:
    """The last days of the ``count`` months before that of ``day``, the latest first."""
    found, end = [], day
    for _ in range(count):
        end = end.replace(day=1) - timedelta(days=1)
        found.append(end)
    return found


def ask_for_months(ecosystem: int, parts: Collection[int], today: date) -> None:
    """Have the months read that have no reading yet, where sessions were held by then.

    A history that was planted, or brought in later, so has its course at once. Nobody waits for
    it: it is read in the background, and a month asked for in vain is asked for once a month.
    """
    ends = month_ends(today)
    known = Snapshot.objects.filter(ecosystem=ecosystem, day__gte=ends[-1].replace(day=1))
    read = {day.replace(day=1) for day in known.values_list("day", flat=True)}
    missing = [end for end in ends if end.replace(day=1) not in read]
    held = Session.objects.filter(ecosystem__in=[ecosystem, *parts]).order_by("day")
    first = held.values_list("day", flat=True).first() if missing else None
    for end in missing:
        if first is not None and first <= end:
            jobs.enqueue(
                JOB,
                {"ecosystem": ecosystem, "as_of": end.isoformat()},
                ecosystem=ecosystem,
                slot=f"{ecosystem}:{end}:{today:%Y-%m}",
                background=True,
            )
