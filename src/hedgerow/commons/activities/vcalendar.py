"""Files of calendars as RFC 5545 has them, written line by line.

The library describes time zones and escapes texts; an event of its own takes it a fifth of
a millisecond and more, which a calendar of hundreds would be waited for.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from icalendar import Calendar, Timezone, vDuration, vText

from hedgerow.commons.ecosystems.clock import in_zone

PRODUCT: Final = "-//Hedgerow//Calendar//EN"
AGAIN: Final = timedelta(hours=1)
"""How often a program should look again."""
UTC: Final = "UTC"
BREAK: Final = "\r\n"
END: Final = "END:VCALENDAR\r\n"
OCTETS: Final = 75
"""A longer line is folded."""


def line(name: str, value: str) -> str:
    """A line with what is written as the format has it, folded where it is long."""
    whole = f"{name}:{value}"
    return (whole if len(whole) * 4 <= OCTETS else _folded(whole.encode())) + BREAK


def _folded(rest: bytes) -> str:
    """Parts of at most so many octets, each letter whole; some programs want escapes whole too."""
    parts, room = [], OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        cut -= rest[cut - 1 : cut] == b"\\"
        parts.append(rest[:cut])
        rest, room = rest[cut:], OCTETS - 1  # after the space that begins it
    return b"\r\n ".join([*parts, rest]).decode()


def text(name: str, said: str) -> str:
    """A line with words as people wrote them."""
    return line(name, str(vText(said).to_ical(), "utf-8"))


def begins(moment: datetime, zone: str) -> str:
    """When an event begins, by the clocks of the zone; in UTC where these say the same hour again.

    Of an hour that comes twice, programs take a local time to be in the first.
    """
    local = in_zone(moment, zone)
    if local.fold or zone == UTC:
        return line("DTSTART", utc(moment))
    return line(f"DTSTART;TZID={zone}", f"{local:%Y%m%dT%H%M%S}")


def utc(moment: datetime) -> str:
    """The moment as lines have it that know no zone."""
    return f"{in_zone(moment, UTC):%Y%m%dT%H%M%SZ}"


def lasts(minutes: int) -> str:
    """How long an event goes on."""
    hours, rest = divmod(minutes, 60)
    return line("DURATION", f"PT{f'{hours}H' * bool(hours)}{f'{rest}M' * bool(rest or not hours)}")


def written(
    name: str,
    zone: str,
    events: Sequence[str],
    zones: Iterable[tuple[str, date, date]],
    *,
    at: datetime,
    about: str = "",
) -> tuple[bytes, str]:
    """The file, and a tag that changes with what it says.

    ``zone`` is that of the reader's clocks, empty where it is of many; ``zones`` are those that
    events name, each with the first and last day. ``at`` is the moment at which the file is made,
    which the tag leaves out.
    """
    told = [_head(name, zone, about), *(_described(*one) for one in sorted(zones))]
    tag = hashlib.sha256("".join([*told, *events]).encode()).hexdigest()
    stamp = line("DTSTAMP", utc(at))
    told += [f"BEGIN:VEVENT\r\n{one}{stamp}END:VEVENT\r\n" for one in events]
    return "".join([*told, END]).encode(), f'W/"{tag[:32]}"'


def _head(name: str, zone: str, about: str) -> str:
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.calendar_name = " ".join(name.split())  # its line is not folded for us
    if about:
        whole.description = about
    if zone:
        whole.add("x-wr-timezone", zone)
    whole.add("refresh-interval", AGAIN, {"VALUE": "DURATION"})
    whole.add("x-published-ttl", vDuration(AGAIN))
    return str(whole.to_ical(), "utf-8").removesuffix(END)


def _described(zone: str, first: date, last: date) -> str:
    """The zone's clocks from the year before to the year after."""
    return _clocks(zone, first.year - 1, min(last.year + 1, MAXYEAR))


@lru_cache(maxsize=64)
def _clocks(zone: str, first: int, last: int) -> str:
    """Looking for changes of clocks takes some milliseconds, and they stay the same."""
    described = Timezone.from_tzid(zone, first_date=date(first, 1, 1), last_date=date(last, 12, 31))
    return str(described.to_ical(), "utf-8")
