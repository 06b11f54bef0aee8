"""What the table of systems tells of an ecosystem, looked for in the ecosystem."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import override

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.bodies.models import Body, Constituency
from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.commons.ecosystems.told import ToldRow
from hedgerow.commons.ecosystems.told_planting import told_in
from hedgerow.commons.frameworks.models import Item, Scale
from hedgerow.commons.membership.customs import tiers_of
from hedgerow.commons.observations.models import Indicator
from hedgerow.edges.blueprints.carrying import carried_by

Told = dict[str, Any]
TOLD: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "systems.toml").read_text(encoding="utf-8")
)


def english(row: ToldRow, name: str) -> str:
    with override("en"):
        return row.said(name)


def lacking(eco: Ecosystem, told: Told) -> Iterator[str]:
    """What is told of it and is not there, or is there otherwise."""
    for section, found in FOUND.items():
        for name, wanted in _named(told.get(section, {})):
            there = found(eco, name)
            if there != wanted:
                yield f"{section}: {name or 'all'}: expected {wanted}, there is {there}"
    for section, rows in NAMED.items():
        yield from (f"{section}: {one}" for one in sorted({*told.get(section, ())} - rows(eco)))
    facts = {tuple(one) for one in told.get("facts", ())}
    yield from (f"facts: {name}: {value}, {day}" for name, value, day in facts - _facts(eco))


def _named(said: Any) -> list[tuple[str, Any]]:
    return list(said.items()) if isinstance(said, dict) else [("", said)]


def _seats(eco: Ecosystem, body: str) -> dict[str, int] | None:
    if not Body.objects.filter(ecosystem=eco, key=body).exists():
        return None
    rows = Constituency.objects.filter(body__ecosystem=eco, body__key=body)
    return {english(one, "name"): one.seats.count() for one in rows.order_by("position")}


def _founded(eco: Ecosystem, body: str) -> int | None:
    return Body.objects.get(ecosystem=eco, key=body).founded


def _items(eco: Ecosystem, framework: str) -> list[str] | int:
    """Titles of the topmost items, in order; or how many items have none."""
    rows = Item.objects.filter(framework__ecosystem=eco, framework__key=framework)
    if isinstance(TOLD[eco.slug]["items"][framework], int):
        return rows.filter(title="").count()
    topmost = rows.filter(parent=None).exclude(title="").order_by("position", "pk")
    return list(topmost.values_list("title", flat=True))


def _facts(eco: Ecosystem) -> set[tuple[str, float, str]]:
    rows = Figure.objects.filter(ecosystem=eco).exclude(source="")
    return {(english(one, "name"), float(one.value), one.as_of) for one in rows}


def _levels(eco: Ecosystem, scale: str) -> int:
    return len(Scale.objects.get(ecosystem=eco, key=scale).steps)


def _indicator(eco: Ecosystem, key: str) -> dict[str, float] | None:
    row = Indicator.objects.filter(ecosystem=eco, key=key).first()
    ends = {name: getattr(row, name) for name in ("baseline", "target")} if row else {}
    return {n: float(value) for n, value in ends.items() if value is not None} if row else None


def _months(eco: Ecosystem, title: str) -> int | None:
    rows = {told_in(one["title"], "en"): one["every_months"] for one in _carried(eco, "calendar")}
    return rows.get(title)


def _rule(eco: Ecosystem, key: str) -> float | None:
    rows = {one["key"]: float(one["value"]) for one in _carried(eco, "credit_rules")}
    return rows.get(key)


def _carried(eco: Ecosystem, section: str) -> list[dict[str, Any]]:
    return carried_by(eco).get(section, [])


def _kinds(eco: Ecosystem) -> QuerySet[Kind]:
    return Kind.objects.filter(ecosystem=eco)


def _keys(section: str) -> Callable[[Ecosystem], set[str]]:
    return lambda eco: {one["key"] for one in _carried(eco, section)}


FOUND: dict[str, Callable[[Ecosystem, str], Any]] = {
    "languages": lambda eco, _name: eco.languages,
    "tiers": lambda eco, _name: [key for key, _title in tiers_of(eco)],
    "seats": _seats,
    "founded": _founded,
    "items": _items,
    "scales": _levels,
    "indicators": _indicator,
    "due": _months,
    "rules": _rule,
    "words": lambda eco, key: eco.vocabulary.get(key, {}).get("en"),
}
"""Sections of which each thing must be as told."""

NAMED: dict[str, Callable[[Ecosystem], set[str]]] = {
    "parts": lambda eco: {english(one, "name") for one in eco.parts.all()},
    "kinds": lambda eco: {*_kinds(eco).filter(minimum_minutes__gt=0).values_list("key", flat=True)},
    "adults": lambda eco: {*_kinds(eco).values_list("key", flat=True)},
    "practices": _keys("practices"),
    "badges": _keys("badges"),
}
"""Sections of which each thing must be there, among others."""
