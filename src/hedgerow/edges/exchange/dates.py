"""Dates and times as spreadsheets write them, in the formats that a mapping declares. Pure."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache

TOKENS = {
    "YYYY": "%Y",
    "YY": "%y",
    "MMM": "%b",
    "MM": "%m",
    "M": "%m",
    "DD": "%d",
    "D": "%d",
    "hh": "%H",
    "h": "%I",
    "mm": "%M",
    "ss": "%S",
    "AM": "%p",
}
SERIAL = "serial"
TOKEN = re.compile("YYYY|YY|MMM|MM|M|DD|D|hh|h|mm|ss|AM")
ISO_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
ISO_TIME = re.compile(r"(?:18(?:99|00)-[0-9]{2}-[0-9]{2} )?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
NUMBERED = re.compile(r"[0-9]{1,2}([/.])[0-9]{1,2}\1[0-9]{4}")
YEAR_FIRST = re.compile(r"[0-9]{4}([/.])[0-9]{1,2}\1[0-9]{1,2}")
KOREAN = re.compile(r"([0-9]{4})(?:년|\.) ?([0-9]{1,2})(?:월|\.) ?([0-9]{1,2})(?:일|\.)?")
WORDED = ("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y")
WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
FIRST, LAST = date(1880, 1, 1), date(2200, 12, 31)
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone


def is_format(text: str) -> bool:
    """Whether a format has tokens and, between them, no letters or percent signs."""
    if text == SERIAL:
        return True
    return bool(TOKEN.search(text)) and not re.search("[A-Za-z%]", TOKEN.sub("", text))


@cache
def _pattern(text: str) -> str:
    return TOKEN.sub(lambda found: TOKENS[found.group()], text)


def with_western_digits(text: str) -> str:
    """The digits 0-9 in place of those that Arabic and Persian are written with."""
    return text.translate(WESTERN)


def read_date(text: str, formats: tuple[str, ...]) -> date:
    """The day; ISO dates, which workbooks give, are read whatever the formats. Else ValueError.

    Without formats, a day is also read where it can be meant in one way only.
    """
    if iso := ISO_DATE.fullmatch(text):
        return _likely(date.fromisoformat(iso.group(1)))
    for one in formats:
        found = _parsed(text, one)
        if found is not None:
            return _likely(found.date())
    if not formats and (found := _unmistakable(text)) is not None:
        return _likely(found.date())
    raise ValueError(text)


def _unmistakable(text: str) -> datetime | None:
    """``Nov. 25, 2026``, ``25 November 2026``, ``2026/11/25``, ``2026. 11. 25.``, ``2026년 11월 25일``,
    ``11/25/2026``, ``25.11.2026``.

    Of 03/04/2026 nobody can tell the month; that is none.
    """
    if NUMBERED.fullmatch(text):
        days = {_parsed(text.replace(".", "/"), one) for one in ("M/D/YYYY", "D/M/YYYY")} - {None}
        return days.pop() if len(days) == 1 else None
    if YEAR_FIRST.fullmatch(text):
        return _parsed(text.replace(".", "/"), "YYYY/M/D")
    if apart := KOREAN.fullmatch(text):
        return _parsed("/".join(apart.groups()), "YYYY/M/D")
    worded = " ".join(re.sub(r"[.,]", " ", text).split()).replace("Sept ", "Sep ")
    found = (_strict(worded, one) for one in WORDED)
    return next((one for one in found if one is not None), None)


def read_time(text: str, formats: tuple[str, ...]) -> time:
    """The time of day, ``hh:mm`` unless the formats say otherwise. Raises ValueError."""
    for one in formats:
        found = _parsed(text, one)
        if found is not None:
            return found.time().replace(microsecond=0)
    if iso := ISO_TIME.fullmatch(text):
        hour, minute, second = (int(part or 0) for part in iso.groups())
        return time(hour, minute, second)
    raise ValueError(text)


def _parsed(text: str, form: str) -> datetime | None:
    try:
        if form == SERIAL:
            return EPOCH + timedelta(days=float(text))
    except (ValueError, OverflowError):
        return None
    return _strict(text, _pattern(form))


def _strict(text: str, pattern: str) -> datetime | None:
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007 - the caller knows the zone
    except (ValueError, OverflowError):
        return None


def _likely(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise ValueError(day)
    return day
