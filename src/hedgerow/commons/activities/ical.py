"""Calendars as RFC 5545 has them, for the programs in which people keep theirs."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, vDuration

from hedgerow.commons.ecosystems.clock import in_zone, local_day

from .queries.calendar import Entry

PRODUCT: Final = "-//Hedgerow//Calendar//EN"
AGAIN: Final = timedelta(hours=1)
"""How often a program should look again."""
UTC: Final = "UTC"
YEAR: Final = timedelta(days=366)


def calendar(
    name: str, zone: str, entries: Sequence[Entry], *, root: str, at: datetime
) -> tuple[bytes, str]:
    """The file, times by the clocks of the zone, and a tag that changes with what it says.

    ``root`` is the address of the installation, to which each entry's path is added; ``at`` is
    the moment at which it is made, which the tag leaves out.
    """
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.calendar_name = " ".join(name.split())  # its line is not folded for us
    whole.add("x-wr-timezone", zone)
    whole.add("refresh-interval", AGAIN, {"VALUE": "DURATION"})
    whole.add("x-published-ttl", vDuration(AGAIN))
    for one in entries:
        whole.add_component(_event(one, zone, root))
    if entries and zone != UTC:
        first, last = entries[0].starts_at - YEAR, entries[-1].starts_at + YEAR
        days = {"first_date": local_day(first, zone), "last_date": local_day(last, zone)}
        whole.add_missing_timezones(**days)
    tag = hashlib.sha256(whole.to_ical()).hexdigest()
    for event in whole.events:
        event.add("dtstamp", at)
    return whole.to_ical(), f'W/"{tag[:32]}"'


def told(moment: datetime, zone: str) -> datetime:
    """The moment by the clocks of the zone; in UTC where these say the same hour again.

    Of an hour that comes twice, programs take a local time to be in the first.
    """
    local = in_zone(moment, zone)
    return in_zone(moment, UTC) if local.fold else local


def _event(one: Entry, zone: str, root: str) -> Event:
    event = Event()
    event.add("uid", f"{one.uuid}@hedgerow")
    event.add("sequence", one.sequence)
    event.add("summary", one.title)
    event.add("dtstart", told(one.starts_at, zone))
    event.add("duration", timedelta(minutes=one.minutes))
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    if one.place:
        event.add("location", one.place)
    event.add("description", one.about)
    event.add("url", root.rstrip("/") + one.path)
    return event
