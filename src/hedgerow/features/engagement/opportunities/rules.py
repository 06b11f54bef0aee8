"""What can be offered, to whom, and whether a place is free."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final

ACCESS: Final = (
    "step-free", "accessible-toilet", "sign-language", "easy-language", "captions", "quiet-space",
    "assistance-animals", "transport", "childcare", "interpreter",
)  # fmt: skip
"""What helps somebody to take part; more is said in words."""
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CURRENCY: Final = re.compile(r"[A-Z]{3}")
TEACH: Final = frozenset({"educator", "leader", "tutor"})
Fields = Mapping[str, Any]
Span = tuple[date, date]


def faults(row: Fields) -> dict[str, str]:
    """What cannot be right of an opportunity as a whole: field → what is wrong, in one word."""
    found: dict[str, str] = {}
    if _before(row["ends"], row["starts"]):
        found["ends"] = "order"
    if row["begins"] is not None and row["starts"] is None:
        found["starts"] = "needed"
    if _before(row["signup_closes"], row["signup_opens"]):
        found["signup_closes"] = "order"
    if _before(row["age_to"], row["age_from"]):
        found["age_to"] = "order"
    if (row["latitude"] is None) != (row["longitude"] is None):
        found["longitude" if row["longitude"] is None else "latitude"] = "both"
    if row["cost_amount"] and not CURRENCY.fullmatch(row["cost_currency"]):
        found["cost_currency"] = "currency"
    if not all(LANGUAGE.fullmatch(code) for code in row["languages"]):
        found["languages"] = "language"
    if not set(row["access"]) <= set(ACCESS):
        found["access"] = "access"
    return found


def _before(one: Any, other: Any) -> bool:
    """Whether both are known and the first comes before the other."""
    return one is not None and other is not None and one < other


def lacks(row: Fields) -> list[str]:
    """Fields without which nobody could come: it cannot be opened."""
    missing = [] if row["summary"].strip() else ["summary"]
    somewhere = row["site_id"] or row["place"] or row["online_address"]
    return missing if somewhere else [*missing, "place"]


def is_over(starts: date | None, ends: date | None, today: date) -> bool:
    """Whether what has such days is over; without a day it goes on."""
    last = ends or starts
    return last is not None and last < today


def fits_age(born: date | None, day: date, youngest: int | None, oldest: int | None) -> bool:
    """Whether somebody is of the age on that day; a birthday that nobody knows bars nobody."""
    if born is None:
        return True
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return (youngest is None or age >= youngest) and (oldest is None or age <= oldest)


def fits_audience(audience: str, roles: Collection[str], *, of_age: bool) -> bool:
    """Whether somebody with these roles here is among those who may join."""
    if audience == "learners":
        return "learner" in roles
    if audience == "teachers":
        return bool(set(roles) & TEACH)
    if audience == "adults":
        return of_age and bool(roles)
    return bool(roles)


def fits_grade(wanted: Collection[str], grades: Collection[str]) -> bool:
    """Whether one of the grades is wanted; where either is not known, nobody is barred."""
    return not wanted or not grades or bool(set(wanted) & set(grades))


def takes(row: Fields, today: date, at: datetime, *, is_open: bool) -> bool:
    """Whether people may sign up at the moment ``at``, which is on the day ``today`` there."""
    opens, closes = row["signup_opens"], row["signup_closes"]
    within = (opens is None or opens <= at) and (closes is None or at < closes)
    over = is_over(row["starts"], row["ends"], today)
    asked = row["takes_signups"] and not row["by_invitation"]
    return is_open and asked and within and not over


def standing(free: int | None, waiting: int, *, needs_guardian: bool) -> str:
    """What becomes of who signs up: a place, a question to a guardian, or the waiting list.

    ``free`` are the places left, None for any number; who waits comes before who is new.
    """
    if waiting or (free is not None and free < 1):
        return "waiting"
    return "asked" if needs_guardian else "placed"


def repeat_days(first: date, every: int, times: int, off: Collection[Span] = ()) -> list[date]:
    """So many further days, each ``every`` days later than the one before; days ``off`` left out.

    A span holds its first and its last day.
    """
    days = (first + timedelta(days=every * number) for number in range(1, times + 1))
    return [day for day in days if not any(one <= day <= other for one, other in off)]


def shifted(row: Fields, days: int) -> dict[str, Any]:
    """The dates of an opportunity so many days later; those not said stay so."""
    names = ("starts", "ends", "signup_opens", "signup_closes")
    later = timedelta(days=days)
    return {name: None if row[name] is None else row[name] + later for name in names}


def ranking(totals: Mapping[int, Sequence[int]]) -> dict[int, tuple[Fraction, int]]:
    """The mean of each entry's totals, one a judge, and its rank; equal ones share the better rank."""
    means = {entry: Fraction(sum(each), len(each)) for entry, each in totals.items()}
    return {
        entry: (mean, 1 + sum(other > mean for other in means.values()))
        for entry, mean in means.items()
    }


def rubric_of(text: str) -> list[tuple[str, int]] | None:
    """The lines of a rubric, such as "Idea: 10"; None where a line says no points from 1 to 100."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        title, colon, points = line.rpartition(":")
        if not colon or not title.strip() or not points.strip().isdecimal():
            return None
        if not 1 <= int(points) <= 100:
            return None
        found.append((title.strip()[:200], int(points)))
    return found
