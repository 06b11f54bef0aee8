"""Pools of made-up names, by language and country: ``data/pools/``."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated

from pydantic import Field

from hedgerow.commons.people.models import Sector
from hedgerow.foundation.blueprints import Section, Words

DATA = Path(__file__).parent / "data" / "pools"
Several = Annotated[tuple[Words, ...], Field(min_length=1)]


class People(Section):
    given: Several
    family: Several
    family_first: bool = False
    between: str = " "


class Pool(Section):
    """Given and family names are drawn apart, so nobody real is meant."""

    people: People
    places: tuple[Words, ...] = ()
    again: tuple[Words, ...] = ()
    """What follows a place's name when all have been given once, twice, …; then numbers do."""
    partners: dict[Sector, Several] = {}

    def person(self, chance: Random) -> tuple[str, str]:
        """A made-up given name and a family name."""
        return chance.choice(self.people.given), chance.choice(self.people.family)

    def full(self, given: str, family: str) -> str:
        """Both in their order."""
        parts = [given, family]
        return self.people.between.join(reversed(parts) if self.people.family_first else parts)

    def relative(self, given: str, chance: Random) -> str:
        """A given name for somebody of one's family, other than one's own."""
        return chance.choice([one for one in self.people.given if one != given] or [given])

    def place(self, number: int) -> str:
        """The made-up place of that number, from 0; all differ."""
        again, which = divmod(number, len(self.places))
        if again == 0:
            return self.places[which]
        return f"{self.places[which]} {self.again[again - 1] if again <= len(self.again) else again + 1}"

    def partner(self, sector: Sector, number: int) -> str:
        """The name of a sector's partner of that number, from 0; all differ."""
        patterns = self.partners[sector]
        place = self.places[(number * 7 + len(sector)) % len(self.places)]
        again = number // len(self.places)
        name = patterns[number % len(patterns)].format(place=place)
        return f"{name} {again + 1}" if again else name


@cache
def pool(key: str) -> Pool:
    """A pool that comes with the product; raises FileNotFoundError or ValidationError."""
    return Pool.model_validate(tomllib.loads((DATA / f"{key}.toml").read_text(encoding="utf-8")))


def available() -> list[str]:
    """Keys of all pools."""
    return sorted(path.stem for path in DATA.glob("*.toml"))
