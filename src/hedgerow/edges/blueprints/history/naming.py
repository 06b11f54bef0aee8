"""What made-up places and people are called, and where each of them is at home."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.telling import main_language
from hedgerow.commons.ecosystems.told import own_language
from hedgerow.commons.ecosystems.told_planting import in_languages
from hedgerow.edges.blueprints.plot import Plot
from hedgerow.edges.blueprints.pools import Pool, pool
from hedgerow.edges.blueprints.simulated import OfPart
from hedgerow.edges.blueprints.sizes import CONVENERS

FOREIGN = 4
"""One activity in so many is called by another of the languages that are spoken there."""


def places(plot: Plot) -> Pool:
    """The pool that places and partners are named from, where no part has its own."""
    return pool(next(iter(plot.history.pools)))


def site_name(plot: Plot, number: int) -> str:
    """The name of the site of that number, from 0; sites of parts with one pool count together."""
    part, parts = part_of(plot, number), parts_open(plot)
    own, places_of = of_part(plot, part), _places_of(plot, part)
    names = (own.sites if own else ()) or plot.sizes.sites[number].names
    rank = number
    if part is not None:
        alike = [one for one in parts if _places_of(plot, one) is places_of]
        rank = number // len(parts) * len(alike) + alike.index(part)
    return names[rank % len(names)].format(place=places_of.place(rank), number=number + 1)


def _places_of(plot: Plot, part: int | None) -> Pool:
    own = of_part(plot, part)
    return pool(own.pool) if own else places(plot)


def parts_open(plot: Plot) -> list[int]:
    """The numbers of the parts that have sites."""
    own = ((one, of_part(plot, one)) for one in range(plot.sizes.parts))
    return [one for one, told in own if not (told and told.opens_later)]


def part_of(plot: Plot, site: int) -> int | None:
    """The number of the part that a site belongs to: each in turn has one."""
    parts = parts_open(plot)
    return parts[site % len(parts)] if parts else None


def of_part(plot: Plot, part: int | None) -> OfPart | None:
    """What a named part has of its own, if anything."""
    named = plot.blueprint.parts if plot.has_facts else ()
    if part is None or part >= len(named):
        return None
    return plot.history.of_parts.get(named[part].key)


def site_of(plot: Plot, role: str, number: int) -> int | None:
    """Where an adult works: the number of the site, None for those of the whole ecosystem."""
    if role not in ("leader", "educator"):
        return None
    sites, count = len(plot.sizes.sites), plot.sizes.people[role]
    return number * sites // count if count >= sites else number % sites


def at_home(plot: Plot, role: str, number: int) -> int | None:
    """The part that somebody lives in, None for those of the whole ecosystem."""
    if role == "learner":
        return part_of(plot, number % len(plot.sizes.sites))
    if role == "guardian":
        return at_home(plot, "learner", number)
    if role == "convener":
        return number - CONVENERS if number >= CONVENERS and plot.sizes.parts else None
    if role == "tutor" and plot.history.groups.led_by == "tutor":
        return part_of(plot, number // plot.sizes.groups % len(plot.sizes.sites))
    site = site_of(plot, role, number)
    return None if site is None else part_of(plot, site)


def languages_of(plot: Plot, part: int | None) -> Sequence[str]:
    """Those of the part, or of the whole ecosystem."""
    named = plot.blueprint.parts if plot.has_facts else ()
    own = named[part].languages if part is not None and part < len(named) else ()
    return own or plot.blueprint.identity.languages


def called(plot: Plot, kind: Kind, site: int, turn: int) -> dict[str, Any]:
    """What an activity of that kind is called there, with what it is in each language of the kind.

    In turn mostly in the first language of the site.
    """
    languages = languages_of(plot, part_of(plot, site))
    spoken = languages[turn // FOREIGN % len(languages)] if turn % FOREIGN == FOREIGN - 1 else ""
    first = own_language(kind.told, main_language(kind.ecosystem))
    names = {first: kind.name, **kind.in_others("name")}
    return in_languages({"title": names}, (spoken, languages[0]))


@dataclass(frozen=True, slots=True)
class Somebody:
    """What a made-up person is called, from which pool, and what they speak."""

    pool: Pool
    given: str
    family: str
    language: str

    @property
    def name(self) -> str:
        return self.pool.full(self.given, self.family)

    @property
    def row(self) -> dict[str, str]:
        return {"name": self.name, "language": self.language}

    def parent(self, chance: Random) -> "Somebody":
        """Somebody of the same family, who speaks the same."""
        return replace(self, given=self.pool.relative(self.given, chance))


def person(plot: Plot, role: str, number: int, drawn: str, chance: Random) -> Somebody:
    """Somebody; ``drawn`` is the pool where their part has none."""
    part = at_home(plot, role, number)
    own = of_part(plot, part)
    found = pool(own.pool if own else drawn)
    return Somebody(found, *found.person(chance), chance.choice(languages_of(plot, part)))
