"""Opportunities as iCalendar has them: each one event, with the days or the hour of its own clocks."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from icalendar import Calendar, Event

from hedgerow.commons.activities.ical import AGAIN, PRODUCT, UTC, YEAR
from hedgerow.commons.ecosystems.clock import in_zone, moment_of
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries.pages import where

from .queries import point_of

DAY: Final = timedelta(days=1)
HOUR: Final = 60


def calendar(
    name: str, ecosystem: Ecosystem, rows: Sequence[Opportunity], *, root: str, at: datetime
) -> tuple[bytes, str]:
    """The file, and a tag that changes with what it says; rows without a day are passed over."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.calendar_name = " ".join(name.split())  # its line is not folded for us
    whole.add("x-wr-timezone", ecosystem.time_zone)
    whole.add("refresh-interval", AGAIN, {"VALUE": "DURATION"})
    whole.add("x-published-ttl", AGAIN)
    dated = [row for row in rows if row.starts is not None]
    for row in dated:
        whole.add_component(_event(row, ecosystem, root))
    days = [row.starts for row in dated if row.begins is not None and row.starts is not None]
    if days and ecosystem.time_zone != UTC:
        whole.add_missing_timezones(first_date=min(days) - YEAR, last_date=max(days) + YEAR)
    tag = hashlib.sha256(whole.to_ical()).hexdigest()
    for event in whole.events:
        event.add("dtstamp", at)
    return whole.to_ical(), f'W/"{tag[:32]}"'


def _event(row: Opportunity, ecosystem: Ecosystem, root: str) -> Event:
    event = Event()
    event.add("uid", f"{row.uuid}@hedgerow")
    event.add("sequence", row.revision)
    event.add("last-modified", row.changed_at)
    event.add("summary", row.title)
    _when(event, row, ecosystem)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if places := where(row):
        event.add("location", ", ".join(places))
    if point := point_of(row):
        event.add("geo", point)
    event.add("categories", [row.kind.shown])
    event.add("description", row.summary)
    event.add("url", root + reverse("opportunity", args=[ecosystem.slug, row.uuid]))
    return event


def _when(event: Event, row: Opportunity, ecosystem: Ecosystem) -> None:
    """At its hour where it is on one day; otherwise on all its days, as its sessions say the hours."""
    assert row.starts is not None  # noqa: S101 - rows without a day are passed over
    one_day = row.ends is None or row.ends == row.starts
    if row.begins is not None and one_day:
        begins = moment_of(ecosystem, row.starts, row.begins)
        event.add("dtstart", in_zone(begins, ecosystem.time_zone))
        event.add("duration", timedelta(minutes=row.minutes or HOUR))
        return
    event.add("dtstart", row.starts)
    event.add("dtend", (row.ends or row.starts) + DAY)
