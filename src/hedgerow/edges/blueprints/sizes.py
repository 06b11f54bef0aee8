"""How many of everything a simulated history holds, at its own size or a smaller one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle

from hedgerow.commons.people.models import Sector

from .simulated import History, Others, Sites

EDUCATORS, TUTORS, EVALUATORS, CONVENERS = 3, 6, 1, 2
GUARDIANS_SHARE = 4
LEARNERS_A_GROUP = 2
"""No group has fewer, however small the scale."""
SITES_A_PART = 2
"""No part that is open has fewer, as far as there are so many: one alone has no interval."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """``sites`` and ``others`` hold the section of each, in the order of their numbers."""

    sites: tuple[Sites, ...]
    above: int
    others: tuple[Others, ...]
    parts: int
    groups: int
    partners: Mapping[Sector, int]
    people: Mapping[str, int]
    learners: int
    marks: int

    @property
    def all_partners(self) -> int:
        return sum(self.partners.values())


def sizes(history: History, named_parts: int, scale: float) -> Sizes:
    """Below 1, ``scale`` makes everything smaller, but none of it vanish; above 1, more learners.

    ``named_parts`` come with the blueprint and are all there at every size, with sites enough and
    learners for them, so that groups keep their size.
    """
    scale = scale**history.shrink if scale < 1 else scale
    parts = named_parts + (_scaled(history.parts.count, scale, least=2) if history.parts else 0)
    later = sum(one.opens_later for one in history.of_parts.values()) if named_parts else 0
    sites = _sites(history.sites, scale, least=(parts - later) * SITES_A_PART)
    groups = len(sites) * history.groups.each
    alone = len(_sites(history.sites, scale, least=0))
    learners = max(round(history.learners * scale * len(sites) / alone), LEARNERS_A_GROUP * groups)
    partners = {
        sector: _scaled(count, scale, least=1) for sector, count in sorted(history.partners.items())
    }
    usual = {
        "convener": CONVENERS + parts,
        "leader": len(sites),
        "educator": len(sites) * EDUCATORS,
        "tutor": groups if history.groups.led_by == "tutor" else TUTORS,
        "partner": sum(partners.values()),
        "evaluator": EVALUATORS,
        "guardian": learners // GUARDIANS_SHARE,
    }
    told: dict[str, int] = {role: _scaled(n, scale, least=2) for role, n in history.people.items()}
    return Sizes(
        sites=sites,
        above=_scaled(history.above.count, scale, least=2),
        others=tuple(
            one for one in history.others for _ in range(_scaled(one.count, scale, least=1))
        ),
        parts=parts,
        groups=history.groups.each,
        partners=partners,
        people={**usual, **told},
        learners=learners,
        marks=round(history.marks * scale),
    )


def _sites(told: tuple[Sites, ...], scale: float, *, least: int) -> tuple[Sites, ...]:
    """So many of each section as it has at least; with fewer than ``least``, one more of each in turn."""
    counts = [_scaled(one.count, scale, least=one.least) for one in told]
    missing = min(least, sum(one.count for one in told)) - sum(counts)
    turns = cycle(range(len(told)))
    while missing > 0:
        place = next(turns)
        if counts[place] < told[place].count:
            counts[place] += 1
            missing -= 1
    return tuple(one for one, count in zip(told, counts, strict=True) for _ in range(count))


def _scaled(count: int, scale: float, *, least: int) -> int:
    return count if scale >= 1 else max(min(count, least), round(count * scale))
