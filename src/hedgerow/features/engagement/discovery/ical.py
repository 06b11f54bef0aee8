"""Opportunities as iCalendar has them: each one event, or one a session, by its own clocks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse

from hedgerow.commons.activities.models import Session
from hedgerow.commons.activities.rules import sequence
from hedgerow.commons.activities.vcalendar import begins, lasts, line, text, utc, written
from hedgerow.commons.ecosystems.clock import local_day, moment_of
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
    events: list[str] = []
    days: dict[str, list[date]] = {}
    for row in rows:
        if row.starts is None:
            continue
        clocks = row.ecosystem.time_zone
        for begun, event in _events(row, row.starts, meetings.get(row.activity_id or 0, ()), root):
            events.append(event)
            if begun and "DTSTART;TZID" in event:
                days.setdefault(clocks, []).append(local_day(begun, clocks))
    zones = [(clocks, min(some), max(some)) for clocks, some in days.items()]
    return written(name, zone, events, zones, at=at)


def _events(
    row: Opportunity, starts: date, meetings: Sequence[Session], root: str
) -> Iterator[tuple[datetime | None, str]]:
    """One for each session, with when it begins; where there is none, one for the whole."""
    if not meetings:
        begun = moment_of(row.ecosystem, starts, row.begins) if row.begins is not None else None
        said = _said(row, root, row.uuid, row.revision)
        yield begun, said + _when(row, starts, begun) + line("STATUS", "CONFIRMED")
        return
    for session in meetings:
        is_off = session.state == Session.State.CANCELLED
        yield (
            session.starts_at,
            _said(row, root, session.uuid, row.revision, session.revision)
            + begins(session.starts_at, row.ecosystem.time_zone)
            + lasts(session.minutes)
            + line("STATUS", "CANCELLED" if is_off else "CONFIRMED"),
        )


def _said(row: Opportunity, root: str, uuid: UUID, *revisions: int) -> str:
    places, point = where(row), point_of(row)
    site = [row.site.revision] if row.site else []
    return "".join(
        (
            line("UID", f"{uuid}@hedgerow"),
            line("SEQUENCE", str(sequence(revisions, site))),
            line("LAST-MODIFIED", utc(row.changed_at)),
            text("SUMMARY", row.said("title")),
            line("TRANSP", "TRANSPARENT"),
            text("LOCATION", ", ".join(places)) if places else "",
            line("GEO", f"{point[0]};{point[1]}") if point else "",
            text("CATEGORIES", row.kind.shown),
            text("DESCRIPTION", row.said("summary")),
            line("URL", root + reverse("opportunity", args=[row.ecosystem.slug, row.uuid])),
        )
    )


def _when(row: Opportunity, starts: date, begun: datetime | None) -> str:
    """On its first day at its hour; on all its days where nobody said the hour."""
    if begun:
        return begins(begun, row.ecosystem.time_zone) + lasts(row.minutes or HOUR)
    after = (row.ends or starts) + DAY
    return line("DTSTART;VALUE=DATE", f"{starts:%Y%m%d}") + line(
        "DTEND;VALUE=DATE", f"{after:%Y%m%d}"
    )
