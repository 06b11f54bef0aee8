"""What a blueprint says of an ecosystem as a whole, and how it is planted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation.blueprints import Count, Invented, Key, Language, Section, Words
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Ecosystem
from .models import Figure as FigureRow
from .models import Term as TermRow
from .told_planting import Named, Told, in_languages

MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")]


class Identity(Section):
    """The ecosystem as a whole; ``names`` are its name in other languages."""

    key: Key
    name: Words
    names: dict[Language, Words] = {}
    kind: Key
    summary: Told
    purpose: Told
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    time_zone: Words
    vocabulary: dict[str, dict[Language, Words]] = {}


class Figure(Section):
    """A published figure; ``as_of`` is the source's own wording of its date."""

    name: Named
    value: Decimal
    unit: Named
    qualifier: Told = ""
    as_of: Words
    source: Words


class Population(Invented):
    """How many could be reached; no dimension and group means everybody."""

    dimension: str = ""
    group: str = ""
    title: str = ""
    value: Count
    source: Words


Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Part(Invented):
    """An ecosystem under this one: a hive, a locality, a country; ``names`` as of ``Identity``."""

    key: Key
    name: Words
    names: dict[Language, Words] = {}
    kind: Key
    territory: str = ""
    country: Country | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    languages: tuple[Language, ...] = ()
    time_zone: str = ""


class Territory(Section):
    """Empty where nobody has said it yet; the atlas shows it at ``latitude`` and ``longitude``."""

    name: str = ""
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    population: tuple[Population, ...] = ()


class Term(Invented):
    """A stretch of each school year, from month-day to month-day; it does not cross New Year."""

    name: Words
    starts: MonthDay
    ends: MonthDay

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.starts:
            raise ValueError("an end on or after the start")
        return self

    def in_year(self, year: int) -> tuple[date, date]:
        """First and last day in that year."""
        return date.fromisoformat(f"{year}-{self.starts}"), date.fromisoformat(
            f"{year}-{self.ends}"
        )


def plant_parts(ecosystem: Ecosystem, parts: Sequence[Part], *, by: Actor, at: datetime) -> None:
    """Found the ecosystems under this one that have names of their own, hidden as it is."""
    for one in parts:
        languages = list(one.languages) or ecosystem.languages
        actions.found_ecosystem(
            f"{ecosystem.slug}-{one.key}", one.name, by=by, at=at, parent=ecosystem, kind=one.kind,
            territory=one.territory, country=one.country or ecosystem.country,
            latitude=one.latitude, longitude=one.longitude,
            languages=languages, told=names_told(one.names, languages[0]), vocabulary=ecosystem.vocabulary,
            time_zone=one.time_zone or ecosystem.time_zone, public=ecosystem.public,
            simulated=ecosystem.simulated, state=ecosystem.state,
        )  # fmt: skip


def names_told(names: Mapping[str, str], own: str) -> dict[str, dict[str, str]]:
    """Names in other languages as a row tells them; in its own it has its name."""
    return {own: {}, **{code: {"name": name} for code, name in names.items() if code != own}}


def plant_figures(
    ecosystem: Ecosystem, figures: Sequence[Figure], *, by: Actor, at: datetime
) -> None:
    """State the published figures in the order of the file."""
    rows = [
        {
            **one.model_dump(exclude={*FigureRow.tellable}), "position": place,
            **in_languages({name: getattr(one, name) for name in FigureRow.tellable}, ecosystem.languages),
        }
        for place, one in enumerate(figures)
    ]  # fmt: skip
    actions.state_figures(ecosystem, rows, by=by, at=at)


def plant_populations(
    ecosystem: Ecosystem, populations: Sequence[Population], *, by: Actor, at: datetime
) -> None:
    """State the population figures as of the day of ``at``."""
    rows = []
    for one in populations:
        said = one.model_dump(exclude={"title", "simulated"})
        origin = "simulated" if one.simulated else by.origin
        rows.append({**said, "as_of": day_in(ecosystem, at), "origin": origin})
    actions.state_populations(ecosystem, rows, by=by, at=at)


def plant_terms(ecosystem: Ecosystem, terms: Sequence[Term], *, by: Actor, at: datetime) -> None:
    """Add last year's, this and next year's terms; those there are stay."""
    kept = set(TermRow.objects.filter(ecosystem=ecosystem).values_list("name", flat=True))
    for year in range(at.year - 1, at.year + 2):
        for term in terms:
            name = f"{term.name} {year}"
            if name not in kept:
                actions.add_term(ecosystem, name, *term.in_year(year), by=by, at=at)
