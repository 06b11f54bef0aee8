"""How many of everything a simulated history holds, at its own size or a smaller one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from hedgerow.commons.people.models import Sector

from .simulated import History, Others, Sites

EDUCATORS, TUTORS, EVALUATORS, CONVENERS = 3, 6, 1, 2
GUARDIANS_SHARE = 4
LEARNERS_A_GROUP = 2
"""No group has fewer, however small the scale."""


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

    ``named_parts`` come with the blueprint and are all there at every size.
    """
    scale = scale**history.shrink if scale < 1 else scale
    sites = tuple(
        one for one in history.sites for _ in range(_scaled(one.count, scale, least=2))
    )  # fmt: skip
    parts = named_parts + (_scaled(history.parts.count, scale, least=2) if history.parts else 0)
    groups = len(sites) * history.groups.each
    learners = max(round(history.learners * scale), LEARNERS_A_GROUP * groups)
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
    told: dict[str, int] = {
        role: _scaled(count, scale, least=2) for role, count in history.people.items()
    }
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


def _scaled(count: int, scale: float, *, least: int) -> int:
    return count if scale >= 1 else max(min(count, least), round(count * scale))
