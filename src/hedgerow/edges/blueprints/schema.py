"""What a blueprint file holds, each section its model; a key nobody knows is refused."""

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from hedgerow.commons.people.models import Sector

DATA = Path(__file__).parent / "data"
UNTITLED = "title not recorded"

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Words = Annotated[str, Field(min_length=1, max_length=300)]
Count = Annotated[int, Field(ge=0)]


class BlueprintError(ValueError):
    """A blueprint that cannot be read; the text names file, path and what was expected."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Invented(Section):
    """A section whose content may be made up for show, and then says so."""

    simulated: bool = False


class Identity(Section):
    key: Key
    name: Words
    kind: Key
    summary: Words
    purpose: Words
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    time_zone: Words
    vocabulary: dict[str, dict[Language, Words]] = {}


class Figure(Section):
    """A published figure; ``as_of`` is the source's own wording of its date."""

    name: Words
    value: Decimal
    unit: Words
    qualifier: str = ""
    as_of: Words
    source: Words


class Population(Invented):
    """How many could be reached; no dimension and group means everybody."""

    dimension: str = ""
    group: str = ""
    value: Count
    source: Words


class Territory(Section):
    name: Words
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    population: tuple[Population, ...] = ()


class Term(Invented):
    name: Words
    starts: date
    ends: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.starts:
            raise ValueError("an end on or after the start")
        return self


class Item(Section):
    code: Words
    title: Words = UNTITLED


class Framework(Section):
    key: Key
    title: Words
    source: Words
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _codes_differ(self) -> Self:
        _once("item codes", [item.code for item in self.items])
        return self


class Scale(Invented):
    """Levels from lowest to highest."""

    key: Key
    title: Words
    levels: Annotated[tuple[Words, ...], Field(min_length=2)]


class Tier(Invented):
    key: Key
    title: Words
    roles: tuple[Key, ...]


class Constituency(Section):
    title: Words
    seats: Annotated[int, Field(ge=1)]


class Body(Invented):
    """``simulated`` tells that the sharing out of its seats is not recorded."""

    key: Key
    title: Words
    seats: Count
    founded: int | None = None
    constituencies: tuple[Constituency, ...] = ()

    @model_validator(mode="after")
    def _seats_add_up(self) -> Self:
        shared = sum(one.seats for one in self.constituencies)
        if shared != self.seats:
            raise ValueError(f"constituencies of {self.seats} seats in all, not {shared}")
        return self


class ActivityKind(Invented):
    """Hours a learner needs for the activity to count; none when not recorded."""

    key: Key
    title: Words
    minimum_hours: Annotated[Decimal, Field(gt=0)] | None = None


class Indicator(Section):
    key: Key
    title: Words
    unit: Words
    baseline: Decimal | None = None
    target: Decimal | None = None
    by: tuple[Key, ...] = ()


class Due(Invented):
    title: Words
    every_months: Annotated[int, Field(ge=1)]


class History(Section):
    """Sizes of the simulated history; everything it makes is marked simulated."""

    seed: int
    districts: Count
    schools: Count
    partners: dict[Sector, Count]
    learners: Count
    marks: Count


class Blueprint(Section):
    identity: Identity
    territory: Territory
    figures: tuple[Figure, ...]
    terms: tuple[Term, ...]
    frameworks: tuple[Framework, ...]
    scales: tuple[Scale, ...]
    tiers: tuple[Tier, ...]
    bodies: tuple[Body, ...]
    activity_kinds: tuple[ActivityKind, ...]
    indicators: tuple[Indicator, ...]
    calendar: tuple[Due, ...]
    history: History | None = None

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        for name in ("frameworks", "scales", "tiers", "bodies", "activity_kinds", "indicators"):
            _once(f"keys in {name}", [row.key for row in getattr(self, name)])
        return self


def available() -> list[str]:
    """Keys of the blueprints that come with the product, in order of the alphabet."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


def load(key: str) -> Blueprint:
    """Read a blueprint of the product; raises BlueprintError."""
    if key not in available():
        raise BlueprintError(f"{key}: expected one of {', '.join(available())}")
    return read(DATA / f"{key}.toml")


def read(path: Path) -> Blueprint:
    """Read and check a file; raises BlueprintError naming every fault in it."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BlueprintError(f"{path.name}: expected a TOML file: {error}") from error
    try:
        return Blueprint.model_validate(content)
    except ValidationError as error:
        raise BlueprintError("\n".join(_faults(path.name, error))) from error


def _faults(name: str, error: ValidationError) -> list[str]:
    """One line a fault: file, path inside it, what was expected."""
    return [
        f"{name}: {'.'.join(map(str, fault['loc'])) or 'whole file'}: expected {_expected(fault['type'], fault['msg'])}"
        for fault in error.errors(include_url=False)
    ]


def _expected(kind: str, text: str) -> str:
    if kind == "extra_forbidden":
        return "no such key"
    if kind == "missing":
        return "a value here"
    return text.removeprefix("Value error, ").removeprefix("Input should be ")


def _once(what: str, values: list[str]) -> None:
    twice = sorted(value for value, times in Counter(values).items() if times > 1)
    if twice:
        raise ValueError(f"{what} that differ; twice: {', '.join(twice)}")
