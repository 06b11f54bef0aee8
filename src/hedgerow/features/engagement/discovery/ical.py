"""Opportunities as iCalendar has them: each one event, or one a session, by its own clocks."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse
from icalendar import Calendar, Event, vDuration

from hedgerow.commons.activities.ical import AGAIN, PRODUCT, UTC, YEAR, told
from hedgerow.commons.activities.models import Session
from hedgerow.commons.activities.rules import sequence
from hedgerow.commons.ecosystems.clock import first_day_anywhere, moment_of
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries.pages import where

from .queries import point_of

DAY: Final = timedelta(days=1)
HOUR: Final = 60


def calendar(
    name: str, zone: str, rows: Sequence[Opportunity], meetings: Mapping[int, Sequence[Session]],
    *, root: str, at: datetime,
) -> tuple[bytes, str]:  # fmt: skip
    """The file, and a tag that changes with what it says; rows without a day are passed over.

    ``zone`` is that of the reader's clocks, empty where it is of many; ``meetings`` are the sessions
    of activities that go on for several days: each is an event of its own.
    """
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.calendar_name = " ".join(name.split())  # its line is not folded for us
    if zone:
        whole.add("x-wr-timezone", zone)
    whole.add("refresh-interval", AGAIN, {"VALUE": "DURATION"})
    whole.add("x-published-ttl", vDuration(AGAIN))
    dated = [row for row in rows if row.starts is not None]
    for row in dated:
        for event in _events(row, meetings.get(row.activity_id or 0, ()), root):
            whole.add_component(event)
    starts = [event.decoded("dtstart") for event in whole.events]
    days = [first_day_anywhere(one) for one in starts if isinstance(one, datetime)]
    if days and {row.ecosystem.time_zone for row in dated} != {UTC}:
        whole.add_missing_timezones(first_date=min(days) - YEAR, last_date=max(days) + YEAR)
    tag = hashlib.sha256(whole.to_ical()).hexdigest()
    for event in whole.events:
        event.add("dtstamp", at)
    return whole.to_ical(), f'W/"{tag[:32]}"'


def _events(row: Opportunity, meetings: Sequence[Session], root: str) -> Iterator[Event]:
    """One for each session; where there is none, one for the whole."""
    for session in meetings:
        event = _event(row, root, session.uuid, row.revision, session.revision)
        event.add("dtstart", told(session.starts_at, row.ecosystem.time_zone))
        event.add("duration", timedelta(minutes=session.minutes))
        is_off = session.state == Session.State.CANCELLED
        event.add("status", "CANCELLED" if is_off else "CONFIRMED")
        yield event
    if not meetings:
        event = _event(row, root, row.uuid, row.revision)
        _when(event, row)
        event.add("status", "CONFIRMED")
        yield event


def _event(row: Opportunity, root: str, uuid: UUID, *revisions: int) -> Event:
    event = Event()
    event.add("uid", f"{uuid}@hedgerow")
    event.add("sequence", sequence(revisions, [row.site.revision] if row.site else []))
    event.add("last-modified", row.changed_at)
    event.add("summary", row.said("title"))
    event.add("transp", "TRANSPARENT")
    if places := where(row):
        event.add("location", ", ".join(places))
    if point := point_of(row):
        event.add("geo", point)
    event.add("categories", [row.kind.shown])
    event.add("description", row.said("summary"))
    event.add("url", root + reverse("opportunity", args=[row.ecosystem.slug, row.uuid]))
    return event


def _when(event: Event, row: Opportunity) -> None:
    """On its first day at its hour; on all its days where nobody said the hour."""
    assert row.starts is not None  # noqa: S101 - rows without a day are passed over
    if row.begins is not None:
        begins = moment_of(row.ecosystem, row.starts, row.begins)
        event.add("dtstart", told(begins, row.ecosystem.time_zone))
        event.add("duration", timedelta(minutes=row.minutes or HOUR))
        return
    event.add("dtstart", row.starts)
    event.add("dtend", (row.ends or row.starts) + DAY)
