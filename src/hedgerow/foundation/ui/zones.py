"""What the clocks of a time zone are called."""

from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils.translation import get_language

UTC = ("UTC", "Etc/UTC")


def place_name(zone: str) -> str:
    """The city whose clocks the zone's are, in the reader's language; "UTC" for that."""
    if zone in UTC:
        return "UTC"
    language = (get_language() or "en").replace("-", "_")
    name = get_timezone_location(ZoneInfo(zone), locale=language, return_city=True)
    return name.rpartition("/")[2]
