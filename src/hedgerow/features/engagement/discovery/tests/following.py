"""Where programs read what is offered, and what they read there."""

from typing import Any, Final

from django.test import Client
from icalendar import Calendar

HERE: Final = "/e/aspen/opportunities"
ATOM: Final = "{http://www.w3.org/2005/Atom}"


def events(path: str) -> dict[str, Any]:
    """The events of a calendar by what they are called."""
    read = Calendar.from_ical(Client().get(path).content)
    return {str(one["summary"]): one for one in read.walk("VEVENT")}
