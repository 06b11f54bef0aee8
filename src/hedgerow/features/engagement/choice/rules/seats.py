"""Seats with reserves as kinds of seats without: each kind has an order of its own. Pure.

An offer with reserves is one kind of seats for each reserve, in their order, and then its open
seats. At a reserve the group goes before everybody else. A learner asks for the kinds of an offer
in this order, which gives what the offer would choose by filling its reserves first (slot-specific
priorities: S. D. Kominers and T. Sönmez, Theoretical Economics 11, 2016).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .rounds import CLASSES, NO_OFFER, Bytes, Ints, Round

OTHERS: int = CLASSES + 1
"""What is added to the class, at a reserve, of who is not of the group."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """A round as kinds of seats: ``offers`` (int32) says whose each kind is.

    ``wishes`` and ``classes`` are of kinds; ``ranks`` (int32) of the same shape says which wish of
    the learner's own list each belongs to.
    """

    wishes: Ints
    classes: Bytes
    capacities: Ints
    offers: Ints
    ranks: Ints


def kinds_of(of: Round) -> Kinds:
    """The round as kinds of seats; without reserves the round as it is."""
    ranks = np.broadcast_to(np.arange(of.wishes.shape[1], dtype=np.int32), of.wishes.shape)
    offers = np.arange(len(of.capacities), dtype=np.int32)
    reserves = [one for one in of.reserves if one.seats]
    if not reserves:
        lists = np.ascontiguousarray(of.wishes), np.ascontiguousarray(of.classes)
        return Kinds(*lists, of.capacities, offers, ranks)
    capacities = of.capacities.copy()
    firsts: dict[int, list[int]] = {}
    for kind, one in enumerate(reserves, len(offers)):
        capacities[one.offer] -= one.seats
        firsts.setdefault(one.offer, []).append(kind)
    width = 1 + max(len(kinds) for kinds in firsts.values())
    tail = np.full((len(offers), width), NO_OFFER, np.int32)  # kinds of each offer, in order
    tail[:, 0] = offers
    for offer, kinds in firsts.items():
        tail[offer, : len(kinds) + 1] = [*kinds, offer]
    wishes = np.where(of.wishes[..., None] == NO_OFFER, NO_OFFER, tail[of.wishes])
    classes = np.repeat(of.classes[..., None], width, axis=2)
    for kind, one in enumerate(reserves, len(offers)):
        classes[(wishes == kind) & ~one.members[:, None, None]] += OTHERS
    seats = np.array([one.seats for one in reserves], np.int32)
    owners = np.array([one.offer for one in reserves], np.int32)
    return _packed(
        Kinds(
            wishes,
            classes,
            np.concatenate([capacities, seats]).astype(np.int32),
            np.concatenate([offers, owners]),
            np.repeat(ranks[..., None], width, axis=2),
        )
    )


def _packed(found: Kinds) -> Kinds:
    """The lists of kinds, one a learner, without gaps."""
    learners, length, width = found.wishes.shape
    flat = found.wishes.reshape(learners, length * width)
    order = np.argsort(flat == NO_OFFER, axis=1, kind="stable")

    def moved(table: NDArray[Any]) -> NDArray[Any]:
        return np.ascontiguousarray(np.take_along_axis(table.reshape(flat.shape), order, axis=1))

    return Kinds(
        moved(found.wishes), moved(found.classes), found.capacities, found.offers,
        moved(found.ranks),
    )  # fmt: skip
