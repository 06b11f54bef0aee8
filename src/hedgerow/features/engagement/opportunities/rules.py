"""What can be offered, to whom, and whether a place is free."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

ACCESS: Final = (
    "step-free", "accessible-toilet", "sign-language", "easy-language", "captions", "quiet-space",
    "assistance-animals", "transport", "childcare", "interpreter",
)  # fmt: skip
"""What helps somebody to take part; more is said in words."""
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CURRENCY: Final = re.compile(r"[A-Z]{3}")
OLDEST: Final = 120
Fields = Mapping[str, Any]


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
