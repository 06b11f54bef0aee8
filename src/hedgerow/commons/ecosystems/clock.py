"""Which day it is, and what the clock on the wall says, in an ecosystem.

Moments are kept in UTC. A *day* (a role's first, a session's, the one proposed in a form) is that
of the ecosystem's own time zone: in Chicago it is still Tuesday when UTC says Wednesday. Nothing
else asks for the day it is; the test ``tests/architecture/test_clock.py`` holds the code to it.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

EASTMOST: Final = timedelta(hours=14)
WESTMOST: Final = timedelta(hours=-12)


class InZone(Protocol):
    """An ecosystem, or whatever else has a time zone of its own."""

    @property
    def time_zone(self) -> str: ...


def zone_of(place: InZone) -> ZoneInfo:
    return ZoneInfo(place.time_zone)


def local_day(moment: datetime, zone: str) -> date:
    """The day it is in that time zone at an aware moment.

    Raises ValueError for a moment without a zone.
    """
    return in_zone(moment, zone).date()


def day_in(place: InZone, moment: datetime) -> date:
    """The day it is there at an aware moment."""
    return local_day(moment, place.time_zone)


def today(place: InZone) -> date:
    """The day it is there now."""
    return day_in(place, timezone.now())


def on_the_wall(moment: datetime, zone: str) -> datetime:
    """What the clock says there; without a zone, so that no page moves it."""
    return in_zone(moment, zone).replace(tzinfo=None)


def moment_of(place: InZone, day: date, begins: time) -> datetime:
    """The moment, in UTC, at which a clock there says so on that day.

    An hour that a change to summer time skips is that of before it: 2:30 becomes 3:30.
    """
    return datetime.combine(day, begins, tzinfo=zone_of(place)).astimezone(UTC)


def shown(moment: datetime) -> datetime:
    """The moment in the zone of the page that is being made."""
    return timezone.localtime(moment)


def day_shown(moment: datetime) -> date:
    """The day it is by the clocks of the page that is being made."""
    return shown(moment).date()


def last_day_anywhere(moment: datetime) -> date:
    """The latest day that it is somewhere; what lies after it lies ahead everywhere."""
    return (moment + EASTMOST).date()


def first_day_anywhere(moment: datetime) -> date:
    """The earliest day that it still is somewhere; what ended before it is over everywhere."""
    return (moment + WESTMOST).date()


def perhaps_running(moment: datetime, path: str = "") -> Q:
    """Stretches that may not be over, whatever their zone; ``is_over`` says it of each."""
    day = first_day_anywhere(moment)
    return Q(**{f"{path}ends__isnull": True}) | Q(**{f"{path}ends__gte": day})


def is_over(ends: date | None, zone: str, moment: datetime) -> bool:
    """Whether a stretch with that last day is over in the zone."""
    return ends is not None and ends < local_day(moment, zone)


def in_zone(moment: datetime, zone: str) -> datetime:
    """The same moment, told by the clocks of that zone.

    Raises ValueError for a moment without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(ZoneInfo(zone))
