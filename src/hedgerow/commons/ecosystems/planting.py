"""What a blueprint says of an ecosystem as a whole, and how it is planted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation.blueprints import Count, Invented, Key, Language, Section, Words
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Ecosystem
from .models import Figure as FigureRow
from .told import own_language
from .told_planting import Named, Told, in_languages


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
    title: Told = ""
    value: Count
    source: Words


Place = Annotated[str, Field(max_length=200)]
"""Whatever is longer is refused, not cut."""
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Part(Invented):
    """An ecosystem under this one: a hive, a locality, a country; ``names`` as of ``Identity``.

    One that is due to open says so in its ``summary``.
    """

    key: Key
    name: Words
    names: dict[Language, Words] = {}
    summary: Told = ""
    kind: Key
    territory: Place = ""
    country: Country | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    languages: tuple[Language, ...] = ()
    time_zone: str = ""


class Territory(Section):
    """Empty where nobody has said it yet; the atlas shows it at ``latitude`` and ``longitude``."""

    name: Place = ""
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    population: tuple[Population, ...] = ()


def plant_parts(
    ecosystem: Ecosystem, parts: Sequence[Part], first: str, *, by: Actor, at: datetime
) -> None:
    """Found the ecosystems under this one that have names of their own, hidden as it is.

    ``first`` is the language of names where a part says no language.
    """
    for one in parts:
        languages = list(one.languages) or ecosystem.languages
        own = one.languages[0] if one.languages else first
        said = introduced(one, {"summary": one.summary}, own, languages)
        actions.found_ecosystem(
            f"{ecosystem.slug}-{one.key}", by=by, at=at, parent=ecosystem, kind=one.kind,
            territory=one.territory, country=one.country or ecosystem.country,
            latitude=one.latitude, longitude=one.longitude,
            languages=languages, **said, vocabulary=ecosystem.vocabulary,
            time_zone=one.time_zone or ecosystem.time_zone, public=ecosystem.public,
            simulated=ecosystem.simulated, state=ecosystem.state,
        )  # fmt: skip


def introduced(
    one: Identity | Part, texts: Mapping[str, Told], first: str, spoken: Sequence[str]
) -> dict[str, Any]:
    """Name and texts in the first of the languages ``spoken`` that they have, ``told`` in the others.

    ``first`` is the language of the name that stands first.
    """
    found = in_languages(texts, spoken)
    told = found["told"]
    own = own_language(told, spoken[0])
    known = {first: one.name, **one.names} if one.names else {}
    others = {code: {"name": name} for code, name in known.items() if code != own}
    for code, said in {own: {}, **others}.items():
        told[code] = {**told.get(code, {}), **said}
    return {**found, "name": known.get(own, one.name)}


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
    """State the population figures as of the day of ``at``, also of those that a simulation plants."""
    rows = []
    for one in populations:
        said = one.model_dump(exclude={"title", "simulated"})
        said |= in_languages({"title": one.title}, ecosystem.languages)
        origin = "simulated" if one.simulated else "live"
        rows.append({**said, "as_of": day_in(ecosystem, at), "origin": origin})
    actions.state_populations(ecosystem, rows, by=by, at=at)
