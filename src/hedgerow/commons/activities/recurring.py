"""Recurrence by the rules of RFC 5545, as far as days go; pure.

A session's time of day is local and stands beside the rule, so that it stays the same by the
clocks on the wall when these change.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from dateutil.rrule import rrulestr

from .rules import Span, covers

MOST: Final = 500
LONGEST: Final = timedelta(days=800)
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS: Final = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
)
FREQUENCIES: Final = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
ON_THE_DAY: Final = 8
"""So many digits of UNTIL say the day."""


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by name, in capitals; raises ValueError for what is no rule of days."""
    found: dict[str, str] = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, sign, value = part.partition("=")
        if not sign or not value or name in found or name not in PARTS:
            raise ValueError(f"no part of a rule of days: {part}")
        found[name] = value
    if found.get("FREQ") not in FREQUENCIES:
        raise ValueError("a rule says how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")
    if ("COUNT" in found) == ("UNTIL" in found):
        raise ValueError("a rule says when it ends: by COUNT or by UNTIL")
    if "UNTIL" in found:
        found["UNTIL"] = found["UNTIL"][:ON_THE_DAY]
        datetime.strptime(found["UNTIL"], "%Y%m%d")  # noqa: DTZ007 - a day has no zone
    return found


def written(parts: dict[str, str]) -> str:
    """The rule as it is kept."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def occurrences(rule: str, starts: date) -> list[date]:
    """The days that the rule names from ``starts`` on, ascending.

    Raises ValueError for what is no rule of days, and for one of more than 500 days or of more
    than 800 days from first to last.
    """
    parts = parts_of(rule)
    if int(parts.get("COUNT", "1")) > MOST:
        raise ValueError("a rule names 500 days at most")
    try:
        told = rrulestr(written(parts), dtstart=datetime.combine(starts, time()))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from error
    found = [moment.date() for moment in islice(_bounded(told, starts), MOST + 1)]
    if len(found) > MOST:
        raise ValueError("a rule names 500 days at most")
    if found and found[-1] - starts > LONGEST:
        raise ValueError("a rule ends within two years")
    return found


def _bounded(moments: Iterable[datetime], starts: date) -> Iterable[datetime]:
    """Those up to one beyond the longest: a count of February 29ths need not be looked for."""
    for moment in moments:
        yield moment
        if moment.date() - starts > LONGEST:
            return


def weekdays_of(rule: str, starts: date, shift: int = 0) -> list[int]:
    """The days of the week (0 is Monday) on which a weekly rule falls, moved by ``shift`` days.

    None for a rule of another frequency.
    """
    parts = parts_of(rule)
    if parts["FREQ"] != "WEEKLY":
        return []
    named = parts.get("BYDAY", DAYS[starts.weekday()]).split(",")
    return sorted({(DAYS.index(name[-2:]) + shift) % 7 for name in named})


def on_weekdays(rule: str, starts: date, weekdays: Collection[int]) -> str:
    """A weekly rule on other days of the week: as often, and until the same day."""
    parts = parts_of(rule)
    until = parts.get("UNTIL", "")
    last = date.fromisoformat(until) if until else occurrences(rule, starts)[-1]
    return weekly_rule(weekdays, last, int(parts.get("INTERVAL", "1")))


def open_days(
    days: Iterable[date], *, terms: Collection[Span], holidays: Collection[Span]
) -> list[date]:
    """Those of the days that are no holidays and, where any terms are known, lie in one."""
    return [
        day
        for day in days
        if (not terms or any(covers(term, day) for term in terms))
        and not any(covers(holiday, day) for holiday in holidays)
    ]


def weekly_rule(weekdays: Collection[int], until: date, interval: int = 1) -> str:
    """Every so many weeks on these weekdays (0 is Monday), up to a day that is in it."""
    on = ",".join(DAYS[day] for day in sorted(set(weekdays)))
    return f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={on};UNTIL={until:%Y%m%d}"


def monthly_rule(first: date, until: date) -> str:
    """Each month on the same weekday as ``first``: the second Tuesday, or the last one."""
    place = (first.day - 1) // 7 + 1
    on = f"{place if place < 5 else -1}{DAYS[first.weekday()]}"
    return f"FREQ=MONTHLY;BYDAY={on};UNTIL={until:%Y%m%d}"


def parted(rule: str, starts: date, at: date) -> tuple[str, str]:
    """The rule up to the day before ``at``, and the same rule from ``at`` on; both with UNTIL.

    ``at`` is one of its days. Raises ValueError as ``occurrences`` does.
    """
    days, parts = occurrences(rule, starts), parts_of(rule)
    parts.pop("COUNT", None)
    before = {**parts, "UNTIL": f"{at - timedelta(days=1):%Y%m%d}"}
    after = {**parts, "UNTIL": parts.get("UNTIL") or f"{days[-1]:%Y%m%d}"}
    return written(before), written(after)
