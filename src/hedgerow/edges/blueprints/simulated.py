"""What a blueprint says of its simulated history; everything it makes is marked simulated."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hedgerow.commons.bodies.planting import Constituency
from hedgerow.commons.ecosystems.told_planting import Named
from hedgerow.commons.people.models import Sector
from hedgerow.foundation.blueprints import Count, Key, Section, Words

from .pools import available, pool
from .simulated_calendar import Calendar
from .simulated_families import Families
from .simulated_learning import Learning
from .simulated_values import Observed

Some = Annotated[int, Field(ge=1)]
Names = Annotated[tuple[Words, ...], Field(min_length=1)]
"""Patterns, taken in turn: ``{place}`` is a made-up place, ``{number}`` counts from 1."""

Grade = Annotated[str, Field(max_length=10)]
Led = Literal["educator", "tutor"]
Adult = Literal["convener", "leader", "educator", "tutor", "evaluator", "guardian"]


class Sites(Section):
    """Where learning takes place: schools, centres, clubs, families' meeting places.

    ``grades`` are those of these sites where the groups' own do not fit them. However small the scale,
    there are at ``least`` so many, as far as there are so many at all: few say little about the whole.
    """

    kind: Key = "school"
    sector: Sector = Sector.SCHOOL
    grades: tuple[Grade, ...] = ()
    count: Some
    least: Some = 2
    names: Names = ("{place} School",)


class Above(Section):
    """Whom the sites belong to in turn: districts, states, municipalities."""

    kind: Key = "district"
    count: Count = 0
    names: Names = ("{place} District",)


class Others(Section):
    """Organisations in which nobody learns: schools to come, agencies, who takes something over."""

    kind: Key
    sector: Sector = Sector.SCHOOL
    count: Some
    names: Names


class Parts(Section):
    """Ecosystems under this one whose own names are not recorded."""

    kind: Key
    count: Count
    names: Names


class OfPart(Section):
    """What a part that the blueprint names has of its own: names of people, places and sites.

    One that ``opens_later`` has no sites yet.
    """

    pool: Key
    sites: tuple[Words, ...] = ()
    opens_later: bool = False


class Groups(Section):
    """Groups of learners of each site; names may also hold ``{grade}`` and ``{letter}``."""

    kind: Key = "class"
    each: Some = 4
    grades: tuple[Grade, ...] = ("",)
    names: Names = ("{grade}{letter}",)
    led_by: Led = "educator"


class SiteBody(Section):
    """A body that each site has; ``{site}`` in its title is the site's name.

    ``under`` is the key of the body of the whole that it is a part of.
    """

    key: Key
    under: Key | None = None
    title: Named
    constituencies: Annotated[tuple[Constituency, ...], Field(min_length=1)]


class History(Section):
    """Sizes of the simulated history, and the pools its names are drawn from, by weight.

    The first pool gives places and the names of partners. ``people`` says how many there are of
    a role where it is not the usual: a leader and three educators a site, six tutors (or one a group
    that tutors lead), a guardian for every fourth learner. Who is a member in which tier is said by
    the tiers' kinds; ``tiers`` weighs them where several admit one kind. With a ``shrink`` of 2, a tenth of the
    size has a hundredth of everything: what is very large stays small enough to look around. ``verified`` marks are drawn and held beside their source.
    With ``safeguarding`` somebody is named whom one can tell in confidence. Rounds that are ``previewed``
    are over and run, and their convener has yet to publish them. Every indicator has values; what is
    ``observed`` says how those of some move. The ``calendar`` has rooms and notes of sessions,
    ``learning`` what learners reach and what opportunities are about.
    """

    seed: int
    pools: Annotated[dict[Key, Some], Field(min_length=1)]
    sites: Annotated[tuple[Sites, ...], Field(min_length=1)]
    above: Above = Above()
    others: tuple[Others, ...] = ()
    parts: Parts | None = None
    groups: Groups = Groups()
    site_body: SiteBody | None = None
    partners: dict[Sector, Count] = {}
    people: dict[Adult, Count] = {}
    tiers: dict[Key, Some] = {}
    learners: Count
    marks: Count
    placements: Count = 0
    verified: Count = 0
    shrink: Some = 1
    of_parts: dict[Key, OfPart] = {}
    safeguarding: bool = False
    families: Families = Families()
    previewed: tuple[Key, ...] = ()
    observed: dict[Key, Observed] = {}
    calendar: Calendar = Calendar()
    learning: Learning = Learning()

    @model_validator(mode="after")
    def _names_are_there(self) -> Self:
        asked = {*self.pools, *(one.pool for one in self.of_parts.values())}
        unknown = sorted(asked - {*available()})
        if unknown:
            raise ValueError(f"pools of {', '.join(available())}; unknown: {', '.join(unknown)}")
        first = pool(next(iter(self.pools)))
        bare: list[str] = sorted(sector for sector in self.partners if sector not in first.partners)
        bare += sorted(one.pool for one in self.of_parts.values() if not pool(one.pool).places)
        if bare or not first.places:
            raise ValueError(f"a first pool with places and partners; missing: {', '.join(bare)}")
        return self

    @model_validator(mode="after")
    def _somebody_leads(self) -> Self:
        if self.groups.led_by == "educator" and self.people.get("educator") == 0:
            raise ValueError("groups led by tutors where there are no educators")
        return self
