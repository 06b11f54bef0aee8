"""What it costs to pair a learner with somebody who offers help, and which pairs may not be."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

ONE: Final = 1_000
"""Costs are whole thousandths of a point, so that sums are exact."""
EARTH_KM: Final = 6371.0088
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Points that a pair costs; a learner who is left waiting costs ``waiting`` points.

    A pair that costs more than waiting is never made. ``load`` is what the last place of somebody
    costs, the places before it in proportion, so that work is shared out. ``farthest_km`` and
    ``needs_language`` forbid pairs; None and False forbid none.
    """

    km: float = 1.0
    language: float = 30.0
    items: float = 20.0
    community: float = 5.0
    load: float = 10.0
    waiting: float = 120.0
    farthest_km: float | None = 60.0
    needs_language: bool = True


class Why(StrEnum):
    """Why a pair may not be."""

    ONESELF = "oneself"
    BARRED = "barred"
    UNCHECKED = "unchecked"
    LANGUAGE = "language"
    FAR = "far"
    PLACE = "place"
    FORBIDDEN = "forbidden"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody's offer: who, what, where, and for how many; ``taken`` places are in use already.

    ``cleared`` says that every check asked for is valid. ``communities`` are what the person
    counts as belonging to.
    """

    key: int
    person: int
    places: int
    taken: int = 0
    languages: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()
    communities: frozenset[int] = frozenset()
    at: Point | None = None
    online: bool = False
    in_person: bool = True
    cleared: bool = True

    @property
    def free(self) -> int:
        return max(0, self.places - self.taken)


@dataclass(frozen=True, slots=True)
class Needed:
    """What a learner needs; ``barred`` are persons who must not be paired with the learner."""

    key: int
    person: int
    languages: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()
    communities: frozenset[int] = frozenset()
    at: Point | None = None
    online: bool = False
    in_person: bool = True
    barred: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a pair has and lacks, and its cost in thousandths, load left out."""

    cost: int
    km: float | None
    online: bool
    languages: tuple[str, ...]
    items: tuple[int, ...]
    lacking: int
    community: bool


def refusal(offer: Offered, need: Needed, weights: Weights) -> Why | None:
    """Why these two may not be paired; None where they may."""
    if offer.person == need.person:
        return Why.ONESELF
    if offer.person in need.barred:
        return Why.BARRED
    if not offer.cleared:
        return Why.UNCHECKED
    shared = offer.languages & need.languages
    if weights.needs_language and offer.languages and need.languages and not shared:
        return Why.LANGUAGE
    online = offer.online and need.online
    if not online and not (offer.in_person and need.in_person):
        return Why.PLACE
    if online or weights.farthest_km is None or offer.at is None or need.at is None:
        return None
    return Why.FAR if kilometres(offer.at, need.at) > weights.farthest_km else None


def terms(offer: Offered, need: Needed, weights: Weights) -> Terms:
    """What the pair has, and what it costs.

    Who meets online is at no distance. Where nobody said a language, a wish or a place, nothing is
    missing.
    """
    online = offer.online and need.online
    known = offer.at is not None and need.at is not None and not online
    km = kilometres(offer.at, need.at) if known and offer.at and need.at else None
    languages = tuple(sorted(offer.languages & need.languages))
    items = tuple(sorted(offer.items & need.items))
    lacking = len(need.items - offer.items)
    apart = bool(offer.communities and need.communities)
    community = bool(offer.communities & need.communities)
    points = (
        weights.km * (km or 0.0)
        + weights.language * bool(need.languages and not languages)
        + weights.items * (lacking / len(need.items) if need.items else 0)
        + weights.community * (apart and not community)
    )
    return Terms(round(points * ONE), km, online, languages, items, lacking, community)


def load_steps(offer: Offered, weights: Weights) -> tuple[int, int]:
    """What the first free place costs beyond the pair, and by how much each further one more."""
    step = round(weights.load * ONE / max(1, offer.places))
    return step * offer.taken, step


def kilometres(one: Point, other: Point) -> float:
    """The way between two points along a great circle."""
    lat, far = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    half = math.sin((far - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(far) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def cleared(required: Collection[str], valid: Collection[str]) -> bool:
    """Whether every check that is asked for is among those that are valid."""
    return set(required) <= set(valid)


def missing(required: Sequence[str], valid: Collection[str]) -> list[str]:
    """The checks that are asked for and not valid, in the order in which they are asked."""
    return [key for key in required if key not in valid]
