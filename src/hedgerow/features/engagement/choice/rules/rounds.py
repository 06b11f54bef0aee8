"""A matching round: who wants what, how many seats there are, and who goes first. Pure.

Many learners, each with a list of offers in the order of their wishes; each offer with a capacity,
an order among those who wish for it (a priority class, then the round's one lottery), and perhaps
seats reserved for a group.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]

NO_OFFER = -1
CLASSES = 127
"""The highest priority class; 0 goes first."""
LEARNERS = 2**24
"""More learners than a round can have: their number is part of a key of 64 bits."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """Seats of an offer that go to ``members`` first; what they leave is open to everybody.

    ``members`` says of each learner whether they are of the group.
    """

    offer: int
    seats: int
    members: Bools


@dataclass(frozen=True)
class Round:
    """One round of choice.

    ``wishes`` (learners × wishes, int32) holds offers by number, best first, filled up with -1;
    ``classes`` of the same shape (uint8, 0 to 127) each learner's priority at the offer wished
    for; ``capacities`` (offers, int32) the seats. Reserves of one offer are filled in their order,
    before its open seats.

    Raises ValueError for what no round can be: shapes that differ, an offer that is not there or
    stands twice in a list, a wish behind a gap, more seats reserved than there are.
    """

    wishes: Ints
    classes: Bytes
    capacities: Ints
    reserves: Sequence[Reserve] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        _check_lists(self.wishes, self.classes, len(self.capacities))
        if len(self.capacities) and self.capacities.min() < 0:
            raise ValueError("seats are counted from 0")
        reserved = np.zeros(len(self.capacities), np.int64)
        for one in self.reserves:
            if not 0 <= one.offer < len(self.capacities) or one.seats < 0:
                raise ValueError("a reserve is of seats of an offer")
            if one.members.shape != (self.learners,):
                raise ValueError("a reserve says of each learner whether they are of the group")
            reserved[one.offer] += one.seats
        if (reserved > self.capacities).any():
            raise ValueError("an offer has more seats reserved than it has")

    @property
    def learners(self) -> int:
        """How many learners there are, those without a wish included."""
        return int(self.wishes.shape[0])

    def reserves_of(self, offer: int) -> list[Reserve]:
        """The reserves of an offer that have a seat, in their order."""
        return [one for one in self.reserves if one.offer == offer and one.seats]


def _check_lists(wishes: Ints, classes: Bytes, offers: int) -> None:
    if wishes.ndim != 2 or wishes.shape != classes.shape:
        raise ValueError("wishes and classes are learners × wishes")
    if len(wishes) >= LEARNERS:
        raise ValueError("a round has fewer than 2²⁴ learners")
    if not wishes.size:
        return
    if wishes.min() < NO_OFFER or wishes.max() >= offers:
        raise ValueError("a wish is for an offer of the round")
    empty = wishes == NO_OFFER
    if (empty[:, :-1] & ~empty[:, 1:]).any():
        raise ValueError("wishes stand without gaps")
    if classes.max() > CLASSES:
        raise ValueError(f"a priority class is 0 to {CLASSES}")
    ordered = np.sort(wishes, axis=1)
    if ((ordered[:, :-1] == ordered[:, 1:]) & (ordered[:, 1:] != NO_OFFER)).any():
        raise ValueError("each offer stands once in a list")


def lottery(seed: str, learners: Sequence[str]) -> Ints:
    """The place of each learner in the draw (int32, 0 goes first), by the published seed.

    Whoever knows the seed can draw again by hand: in the order of the hexadecimal SHA-256 of
    ``seed:id``. ``learners`` are public ids, each once.
    """
    if len(set(learners)) != len(learners):
        raise ValueError("a learner draws one lot")
    drawn = [sha256(f"{seed}:{one}".encode()).digest() for one in learners]
    order = sorted(range(len(drawn)), key=drawn.__getitem__)
    places = np.empty(len(drawn), np.int32)
    places[order] = np.arange(len(drawn), dtype=np.int32)
    return places
