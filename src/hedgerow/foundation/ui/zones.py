"""What the clocks of a time zone are called, and what they say."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

UTC = ("UTC", "Etc/UTC")


def place_name(zone: str) -> str:
    """The city whose clocks the zone's are, in the reader's language; "UTC" for that."""
    if zone in UTC:
        return "UTC"
    language = (get_language() or "en").replace("-", "_")
    name = get_timezone_location(ZoneInfo(zone), locale=language, return_city=True)
    return name.rpartition("/")[2]


def there(moment: datetime, zone: str, than: str = "") -> str:
    """What the clocks there say, and whose they are; nothing where those of the page (or of the
    zone ``than``) say the same. The day is told where it is another."""
    here = timezone.localtime(moment, ZoneInfo(than) if than else None)
    local = timezone.localtime(moment, ZoneInfo(zone))
    if here.utcoffset() == local.utcoffset():
        return ""
    form = "TIME_FORMAT" if here.date() == local.date() else _("l, j F, H:i")
    return _("%(time)s by clocks in %(city)s") % {
        "time": date_format(local.replace(tzinfo=None), form), "city": place_name(zone),
    }  # fmt: skip
