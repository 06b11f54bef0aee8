"""Recurrence by the rules of RFC 5545, as far as days go; pure.

A session's time of day is local and stands beside the rule, so that it stays the same by the
clocks on the wall when these change.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from hedgerow.commons.ecosystems.clock import InZone, day_in, moment_of

from .rule_of_days import DAYS, LONGEST, MOST, number, read
from .rules import Span, covers

PARTS: Final = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
)
FREQUENCIES: Final = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
MOMENT: Final = re.compile(r"UNTIL=([0-9]{8}T[0-9]{6}Z)")
UNTIL: Final = re.compile(r"([0-9]{8})(T[0-9]{6}Z?)?")
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
"""Between these a rule begins, as the days of pages do."""


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
        told = UNTIL.fullmatch(found["UNTIL"])
        if not told:
            raise ValueError(f"no UNTIL of a rule of days: {found['UNTIL']}")
        found["UNTIL"] = f"{date.fromisoformat(told[1]):%Y%m%d}"
    return found


def by_clocks_of(place: InZone, rule: str, begins: time) -> str:
    """The rule with the last day there on which ``begins`` is not after its end, if that is in UTC.

    Raises ValueError for an end that is no moment.
    """
    told = MOMENT.search(rule.upper())
    if not told:
        return rule
    until = datetime.fromisoformat(told[1])
    if not FIRST.year <= until.year <= LAST.year:
        raise ValueError("a rule ends in the years 1900 to 2200")
    last = day_in(place, until)
    if moment_of(place, last, begins) > until:
        last -= timedelta(days=1)
    return rule.upper().replace(told[0], f"UNTIL={last:%Y%m%d}")


def written(parts: dict[str, str]) -> str:
    """The rule as it is kept."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def occurrences(rule: str, starts: date) -> list[date]:
    """The days that the rule names from ``starts`` on, ascending.

    Raises ValueError for what is no rule of days, and for one of more than 500 days or that does
    not end within 800 days.
    """
    if not FIRST <= starts <= LAST:
        raise ValueError("a rule begins in the years 1900 to 2200")
    parts, latest = parts_of(rule), starts + LONGEST
    count = number(parts, "COUNT", MOST)
    last = latest if count else date.fromisoformat(parts["UNTIL"])
    if last > latest:
        raise ValueError("a rule ends within two years")
    found = list(read(parts, starts).days(starts, last))
    if count and len(found) < count:
        raise ValueError(f"a rule ends within two years: {len(found)} of {count} days lie there")
    if not count and len(found) > MOST:
        raise ValueError("a rule names 500 days at most")
    return found[:count]


def left_out(rule: str, starts: date, taken: int) -> int:
    """How many of its days are none of those ``taken``: holidays, and what lies outside the terms."""
    return len(occurrences(rule, starts)) - taken


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
