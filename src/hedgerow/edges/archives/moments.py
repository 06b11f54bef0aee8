"""From which moment on changes are asked for, as people and programs write it."""

from datetime import date, datetime, time

from django.utils.dateparse import parse_datetime

from hedgerow.commons.ecosystems.clock import moment_of
from hedgerow.commons.ecosystems.models import Ecosystem

from .errors import ChangesOfRosters


def moment_from(text: str, ecosystem: Ecosystem) -> datetime | None:
    """A moment with its zone, or a day from its first minute by the ecosystem's clock; None of none.

    Raises ChangesOfRosters for anything else.
    """
    text = text.strip()
    if not text:
        return None
    try:
        if len(text) == len("2026-01-01"):
            return moment_of(ecosystem, date.fromisoformat(text), time())
        found = parse_datetime(text)
    except (ValueError, OverflowError) as error:
        raise ChangesOfRosters from error
    if found is None or found.tzinfo is None:
        raise ChangesOfRosters
    return found
