"""Sessions as a calendar that people read in programs of their own."""

from collections.abc import Sequence
from datetime import datetime

from hedgerow.commons.ecosystems.clock import local_day

from .queries.calendar import Entry
from .vcalendar import begins, lasts, line, text, written


def calendar(
    name: str, zone: str, entries: Sequence[Entry], *, root: str, at: datetime, about: str = ""
) -> tuple[bytes, str]:
    """The file, times by the clocks of the zone, and a tag that changes with what it says.

    ``root`` is the address of the installation, to which each entry's path is added; ``at`` is
    the moment at which it is made, which the tag leaves out.
    """
    events = [_event(one, zone, root.rstrip("/")) for one in entries]
    zones = []
    if any("DTSTART;TZID" in one for one in events):
        first, last = (local_day(one.starts_at, zone) for one in (entries[0], entries[-1]))
        zones = [(zone, first, last)]
    return written(name, zone, events, zones, at=at, about=about)


def _event(one: Entry, zone: str, root: str) -> str:
    return "".join(
        (
            text("SUMMARY", one.title),
            begins(one.starts_at, zone),
            lasts(one.minutes),
            line("UID", f"{one.uuid}@hedgerow"),
            line("SEQUENCE", str(one.sequence)),
            text("DESCRIPTION", one.about),
            text("LOCATION", one.place) if one.place else "",
            line("STATUS", "CANCELLED" if one.cancelled else "CONFIRMED"),
            line("URL", root + one.path),
        )
    )
