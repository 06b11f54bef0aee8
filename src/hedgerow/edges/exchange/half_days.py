"""Headings that say a day and no year, in whichever order: ``3/9``, ``Mon 03.09.``, ``3 Sep``, ``9월 3일``. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final, Literal

from .across import WEEKDAY
from .dates import WORDED, with_western_digits

SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
DOTTED: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\.|([0-9]{2})\.([0-9]{2})")
KOREAN: Final = re.compile(r"([0-9]{1,2})월 ?([0-9]{1,2})일")
DIGIT: Final = re.compile("[0-9]")
LONGEST: Final = 40
LEAP: Final = 2000
Order = Literal["day", "month"]
"""Which of day and month stands first."""
ORDERS: Final[tuple[Order, ...]] = ("day", "month")
Parts = tuple[int, int]
"""Month and day."""
Readings = Mapping[Order, Parts]


def like_day(heading: str) -> bool:
    """Whether a heading says a day and no year."""
    return bool(read_heading(heading))


def bare(heading: str) -> str:
    """The heading without its weekday."""
    return WEEKDAY.sub("", with_western_digits(heading).strip(), count=1)


def read_heading(heading: str) -> Readings:
    """How a heading without a year can be read; empty where it is none."""
    text = with_western_digits(heading).strip()
    if len(text) > LONGEST or not DIGIT.search(text):
        return {}
    said = next(filter(None, (_parts(one) for one in (text, bare(heading)))), {})
    return {order: parts for order, parts in said.items() if on(LEAP, *parts)}


def _parts(text: str) -> Readings:
    if found := SLASHED.fullmatch(text):
        one, other = map(int, found.groups())
        return {"day": (other, one), "month": (one, other)}
    if found := DOTTED.fullmatch(text):
        day, month = map(int, filter(None, found.groups()))
        return {"day": (month, day), "month": (month, day)}
    if found := KOREAN.fullmatch(text):
        month, day = map(int, found.groups())
        return {"day": (month, day), "month": (month, day)}
    return next(({"day": one, "month": one} for one in _worded(text)), {})


def _worded(text: str) -> Iterator[Parts]:
    """Days with an English month; not with “Mar”, which is a Tuesday elsewhere."""
    words = f"{' '.join(re.sub(r'[.,-]', ' ', text).split())} ".replace("Sept ", "Sep ").strip()
    if "mar" in words.casefold().split():
        return
    for form in WORDED:
        try:
            found = datetime.strptime(f"{words} {LEAP}", form)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        yield found.month, found.day


def on(year: int, month: int, day: int) -> date | None:
    """The day, if there is such a one in that year."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
