"""What the API sends of a profile."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Queried, Strict, Words
from hedgerow.profile.comparison import MOST
from hedgerow.profile.disclosure import SHARE, as_said
from hedgerow.profile.pairs import Pairs
from hedgerow.profile.queries import FeatureCard, MeasureCard, ReadingCard
from hedgerow.profile.trends import TrendPage


class ReadingOut(Schema):
    """A reading as far as one may see it, with the decimals that the pages show.

    `coded` is `above` or `below` where a share of learners is too near to all or none.
    """

    number: str
    title: Words
    unit: Words
    state: str
    reason: Words
    value: float | None
    coded: str
    lower: float | None
    upper: float | None
    n: int | None
    coverage: float | None
    level: int | None
    level_lower: int | None
    level_upper: int | None
    capped_by: str = Field(
        description="The measure that limits the level, `earlier` where the window before does."
    )


class FeatureOut(Schema):
    number: int
    title: Words
    level: int | None
    lower: int | None
    upper: int | None
    sufficient: int
    of: int
    readings: list[ReadingOut]


class ProfileOut(Schema):
    """The seven features; `exact` is false where only what is public is told."""

    ecosystem: str
    slug: str
    simulated: bool
    exact: bool
    day: date | None
    starts: date | None
    version: str
    features: list[FeatureOut]


class MeasureOut(Schema):
    """How a measure is computed; `exact` is its formula in signs, `cuts` are those for levels 1 to 4."""

    number: str
    feature: int
    title: Words
    formula: Words
    exact: str
    unit: Words
    guard: Words
    source: Words
    cuts: list[str]
    falling: bool
    implemented: bool


class ReadingRowOut(Schema):
    """A record behind a reading, and what it adds above and below the line."""

    title: str
    url: str
    numerator: float
    denominator: float
    column: str


class TrendOut(Schema):
    day: date
    reading: ReadingOut


class SideOut(Schema):
    """One of those compared; without `exact` its months are not one's own to see."""

    slug: str
    name: str
    simulated: bool
    exact: bool
    months: list[TrendOut]


class OverTimeOut(Schema):
    """A measure month by month, the newest first, as the last reading of each month has it."""

    number: str
    title: Words
    unit: Words
    sides: list[SideOut]


class OverTimeAsked(Queried, Strict):
    e: list[str] = Field(min_length=1, max_length=MOST, description="Short names of ecosystems.")


class PartReadingOut(Schema):
    """The same measure in a part of the ecosystem; `day` is when its window ends."""

    name: str
    slug: str
    day: date | None
    reading: ReadingOut


class PairsOut(Schema):
    """Pairs of members with joint work, of all possible ones; `share` is the density."""

    tied: int
    possible: int
    share: float


class ReadingPageOut(Schema):
    """A reading opened; `hidden` rows of this page are not one's own to see.

    `pairs` are told of 2.1 alone. It is of the ecosystem and its parts together; `parts` are those that one may see.
    """

    ecosystem: str
    exact: bool
    day: date | None
    starts: date | None
    measure: MeasureOut
    reading: ReadingOut
    pairs: PairsOut | None
    trend: list[TrendOut]
    parts: list[PartReadingOut]
    rows: list[ReadingRowOut]
    hidden: int
    next: int | None


class ReadingAsked(Queried, Strict):
    after: int = Field(0, ge=0, lt=10**11, description="`next` of the page before.")


def reading(card: ReadingCard) -> dict[str, Any]:
    """The figures of a reading, rounded as its card says them."""
    one, coded = card.shown.reading, card.shown.coded
    said = ("number", "title", "unit", "state", "reason", "n", "level", "level_lower", "capped_by")
    return {
        **{name: getattr(card, name) for name in (*said, "level_upper")},
        "value": None if coded else as_said(one, one.value),
        "coded": coded,
        "lower": as_said(one, one.lower),
        "upper": as_said(one, one.upper),
        "coverage": None if one.coverage is None else round(one.coverage, SHARE),
    }


def pairs(found: Pairs | None) -> dict[str, Any] | None:
    """How many pairs of members are tied, where the reading tells."""
    if found is None:
        return None
    return {"tied": found.tied, "possible": found.possible, "share": round(found.share, SHARE)}


def over_time(page: TrendPage) -> dict[str, Any]:
    """The page's table by ecosystem; a month without a reading of one is left out of its list."""
    sides = [
        {
            **{name: getattr(side, name) for name in ("slug", "name", "simulated")},
            "exact": side.is_exact,
            "months": [
                {"day": row.month, "reading": reading(cell.reading)}
                for row in page.rows
                if (cell := row.cells[place]).reading is not None
            ],
        }
        for place, side in enumerate(page.sides)
    ]
    return {"number": page.number, "title": page.title, "unit": page.unit, "sides": sides}


def feature(card: FeatureCard) -> dict[str, Any]:
    """One feature with its readings."""
    plain = FeatureOut.model_fields.keys() - {"readings"}
    readings = [reading(one) for one in card.readings]
    return {**{name: getattr(card, name) for name in plain}, "readings": readings}


def measure(card: MeasureCard) -> dict[str, Any]:
    """One definition with its cuts."""
    said = ("number", "feature", "title", "formula", "exact", "unit", "guard", "source")
    return {
        **{name: getattr(card.definition, name) or "" for name in said},
        "cuts": card.cuts,
        "falling": card.falling,
        "implemented": card.implemented,
    }
