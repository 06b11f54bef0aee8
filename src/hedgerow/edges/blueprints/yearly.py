"""Stretches of the school year as a blueprint has them: in no year of their own."""

from datetime import date
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem

from .tellings import Telling, telling

Rows = list[dict[str, Any]]
LAST_DAY = 28
"""The last day of a month that every month has."""


def terms(row: Ecosystem) -> Rows:
    """Each term as it is in its last year; one that crosses New Year is no yearly stretch."""
    last: dict[str, dict[str, Any]] = {}
    for term in row.terms.order_by("starts", "pk"):
        if term.starts.year == term.ends.year:
            name = term.name.removesuffix(f" {term.starts.year}")
            starts, ends = _month_day(term.starts), _month_day(term.ends)
            said = _without_year(telling(term, "name", term.name, row), term.starts.year)
            last[name] = {
                "name": said, "starts": starts, "ends": ends, "simulated": term.simulated,
            }  # fmt: skip
    return list(last.values())


def holidays(row: Ecosystem) -> Rows:
    """Those that are on the same days in all the years they are told of, which are several."""
    days: dict[str, list[tuple[str, str]]] = {}
    names = {}
    for one in row.holidays.order_by("starts", "pk"):
        days.setdefault(one.name, []).append((f"{one.starts:%m-%d}", f"{one.ends:%m-%d}"))
        names[one.name] = telling(one, "name", one.name, row)
    return [
        {"name": names[name], "starts": starts, "ends": "" if ends == starts else ends}
        for name, ((starts, ends), *others) in days.items()
        if others and {*others} == {(starts, ends)} and _is_yearly(starts, ends)
    ]


def _is_yearly(starts: str, ends: str) -> bool:
    """Whether every year has these days, and in this order."""
    return starts <= ends and "02-29" not in (starts, ends)


def _without_year(said: Telling, year: int) -> Telling:
    """The name of a term of any year, in each language."""
    if isinstance(said, str):
        return said.removesuffix(f" {year}")
    return {code: text.removesuffix(f" {year}") for code, text in said.items()}


def _month_day(day: date) -> str:
    return f"{day.month:02}-{min(day.day, LAST_DAY):02}"
