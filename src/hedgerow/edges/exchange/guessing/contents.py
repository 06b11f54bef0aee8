"""What the values of a column are: addresses, days, numbers that stand once, words for roles."""

import re
from collections.abc import Sequence
from typing import Final

from hedgerow.foundation.ui.formulas import unguarded

from ..dates import with_western_digits

SAMPLE: Final = 500
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ISO = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
DAY = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
SERIAL = re.compile(r"[2-5][0-9]{4}")
NUMBERED = re.compile(r"(?:[A-Za-z]{1,6}[-/._]?[0-9]{2,}|[0-9]{4,})[-/._]?[0-9A-Za-z]*")
CODE = re.compile(r"[A-Za-z]{0,4}-?[0-9]+")
YEAR = re.compile(r"[12][0-9]{3}")
WEB = re.compile(r"(https?://|www\.)\S+")


def like_codes(values: Sequence[str]) -> bool:
    """Whether each stands once and is like a code: no year, no count, no running number."""
    if (
        len(values) != len(set(values))
        or not all_match(values, NUMBERED)
        or all_match(values, YEAR)
    ):
        return False
    if not all(4 <= len(one) <= 20 for one in values):
        return False
    return not all(one.isdigit() for one in values) or len({len(one) for one in values}) == 1


def repeats(values: Sequence[str], share: float) -> bool:
    """Whether fewer than this share of the values differ, of those that are there."""
    return len(values) > 2 and len(set(values)) < share * len(values)


def filled(values: Sequence[str]) -> list[str]:
    """The first values that are there."""
    return [unguarded(one).strip() for one in values if one.strip()][:SAMPLE]


def all_match(values: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return bool(values) and all(pattern.fullmatch(one) for one in values)


def day_format(values: Sequence[str], *, month_first: bool) -> str | None:
    """How the days of a column are written; "" where it needs no saying, None where they are none.

    ``month_first`` decides where nothing in the column does.
    """
    if all_match(values, ISO):
        return ""
    if all_match(values, SERIAL):
        return "serial"
    told = _days(values)
    if not told:
        return None
    if (decided := month_first_in(values)) is not None:
        month_first = decided
    sign, year = told[0][1], "YYYY" if len(told[0][3]) == 4 else "YY"
    return sign.join(("M", "D", year) if month_first else ("D", "M", year))


def month_first_in(values: Sequence[str]) -> bool | None:
    """Whether the month stands first, by a number above 12; None where no day says so."""
    told = _days(values)
    if any(int(first) > 12 for first, *_more in told):
        return False
    return True if any(int(second) > 12 for _first, _sign, second, _year in told) else None


def _days(values: Sequence[str]) -> list[tuple[str, ...]]:
    """First and second number, their sign and the year of each day; none unless all are days.

    Days with the year first, which are read whatever the others are, are left out.
    """
    texts = map(with_western_digits, values)
    found = [DAY.fullmatch(one) for one in texts if not ISO.fullmatch(one)]
    return [one.groups() for one in found if one] if all(found) else []


def are_beginnings(values: Sequence[str]) -> bool:
    """Whether most of the days are the first of a month, as birth dates are not."""
    iso = sum(one.endswith("-01") for one in values if ISO.fullmatch(one))
    told = sum("1" in (one[0].lstrip("0"), one[2].lstrip("0")) for one in _days(values))
    return (iso + told) * 2 > len(values)


def latest_year(values: Sequence[str]) -> int:
    """The highest year that stands in the values; 0 where none does."""
    return max((int(one) for text in values for one in YEAR.findall(text)), default=0)


def site_field(means: str, values: Sequence[str]) -> str:
    """The field for a school: numbers alone are codes."""
    codes = means == "organisation_name" and all_match(values, CODE)
    return "organisation_code" if codes else means
