"""A round of the database as the rules take it: learners, wishes, classes, seats and reserves."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from hedgerow.commons.people.models import Person

from ..models import Criterion, Offer, Round, Wish, WishList
from ..rules import rounds as rules
from ..rules.priorities import classes_of
from ..rules.rounds import Bools, Ints
from .barred import nevers
from .facts import facts_of
from .meeting import met


@dataclass(frozen=True, slots=True)
class Composed:
    """``of`` with what its numbers stand for: list by list, offer by offer, reserve by reserve.

    ``positions`` (learners × wishes, from 1) says which entry of the list each wish is.
    """

    of: rules.Round
    lists: Sequence[WishList]
    offers: Sequence[Offer]
    criteria: Sequence[Criterion]
    reserves: Sequence[Criterion]
    positions: Ints

    def tickets(self) -> list[str]:
        return [one.ticket for one in self.lists]

    def kind_of(self, offer: int | None, reserve: int | None) -> int:
        """The number of a kind of seat (``rules.seats.Kinds``) by offer and reserve; -1 for none."""
        if offer is None:
            return rules.NO_OFFER
        if reserve is not None:
            kept = [one.pk for one in self.reserves if one.seats]
            return len(self.offers) + kept.index(reserve)
        return [one.pk for one in self.offers].index(offer)

    def reserve_at(self, kind: int) -> Criterion | None:
        """The reserve whose seat a kind is; None for an open one."""
        kept = [one for one in self.reserves if one.seats]
        return kept[kind - len(self.offers)] if kind >= len(self.offers) else None


@dataclass(frozen=True, slots=True)
class _Lists:
    lists: Sequence[WishList]
    offers: Sequence[Offer]
    wishes: Ints
    positions: Ints
    rows: Sequence[tuple[int, int, Wish]]


def composed(row: Round, day: date, at: datetime) -> Composed:
    """The round with priorities as they are that day, without wishes for what is never for who has
    them. A number of queries that does not grow."""
    read = _read(row, never=_nevers(row, at))
    found = _criteria(row)
    facts = facts_of(row, [one.person_id for one in read.lists], read.offers, day)
    met_by = {one.pk: met(facts, one) for one in found}
    shown = [met_by[one.pk] for one in found if one.seats is None]
    ranked = np.zeros(read.wishes.shape, np.uint8)
    if shown and read.wishes.size:
        there = np.where(read.wishes == rules.NO_OFFER, 0, read.wishes)
        ranked = np.take_along_axis(classes_of(shown), there, axis=1)
        ranked[read.wishes == rules.NO_OFFER] = 0
    column = {one.pk: at for at, one in enumerate(read.offers)}
    members = {
        one.pk: met_by[one.pk][:, column[one.offer_id or 0]]
        for one in found
        if one.seats is not None
    }
    return _made(read, found, ranked, members)


def frozen(row: Round) -> Composed:
    """The round as it was when it was run, without wishes that were declined since."""
    read = _read(row, run=True)
    found = _criteria(row)
    ranked = np.zeros(read.wishes.shape, np.uint8)
    members = {
        one.pk: np.zeros(len(read.lists), np.bool_) for one in found if one.seats is not None
    }
    for learner, at, wish in read.rows:
        ranked[learner, at] = wish.priority or 0
        for reserve in wish.reserves:
            if reserve in members:
                members[reserve][learner] = True
    return _made(read, found, ranked, members)


def lots_of(lists: Sequence[WishList]) -> Ints:
    """The draw as it was kept, as places without gaps."""
    lots = np.array([one.lot or 0 for one in lists], np.int64)
    places = np.empty(len(lots), np.int32)
    places[np.argsort(lots, kind="stable")] = np.arange(len(lots), dtype=np.int32)
    return places


def _criteria(row: Round) -> list[Criterion]:
    return list(Criterion.objects.filter(round=row).order_by("position", "pk"))


def _nevers(row: Round, at: datetime) -> set[tuple[int, int]]:
    """By offer and learner, who could not join what an opportunity offers."""
    if not Offer.objects.filter(round=row, opportunity__isnull=False).exists():
        return set()
    people = Person.objects.filter(pk__in=WishList.objects.filter(round=row).values("person"))
    return set(nevers(row, list(people), at))


def _read(row: Round, *, run: bool = False, never: Set[tuple[int, int]] = frozenset()) -> _Lists:
    """Lists with a wish, in the order in which they came, and their wishes as numbers."""
    offers = list(Offer.objects.filter(round=row).order_by("position", "pk"))
    column = {one.pk: at for at, one in enumerate(offers)}
    known = WishList.objects.filter(round=row, **({"lot__isnull": False} if run else {}))
    entries = Wish.objects.filter(wish_list__in=known.values("pk"), declined=False)
    if run:
        entries = entries.exclude(priority=None)
    own = dict(known.values_list("pk", "person"))
    by_list: dict[int, list[Wish]] = {}
    for wish in entries.order_by("wish_list_id", "position").iterator(5_000):
        if (wish.offer_id, own[wish.wish_list_id]) not in never:
            by_list.setdefault(wish.wish_list_id, []).append(wish)
    lists = [one for one in known.order_by("pk") if run or one.pk in by_list]
    width = max([1, *(len(own) for own in by_list.values())])
    wishes = np.full((len(lists), width), rules.NO_OFFER, np.int32)
    positions = np.zeros((len(lists), width), np.int32)
    rows = []
    for learner, one in enumerate(lists):
        for at, wish in enumerate(by_list.get(one.pk, ())):
            wishes[learner, at], positions[learner, at] = column[wish.offer_id], wish.position
            rows.append((learner, at, wish))
    return _Lists(lists, offers, wishes, positions, rows)


def _made(
    read: _Lists, found: Sequence[Criterion], ranked: "rules.Bytes", members: dict[int, Bools]
) -> Composed:
    column = {one.pk: at for at, one in enumerate(read.offers)}
    reserves = [one for one in found if one.seats is not None]
    kept = tuple(
        rules.Reserve(column[one.offer_id or 0], one.seats or 0, members[one.pk])
        for one in reserves
    )
    seats = np.array([one.seats for one in read.offers], np.int32)
    of = rules.Round(read.wishes, ranked, seats, kept)
    shown = [one for one in found if one.seats is None]
    return Composed(of, read.lists, read.offers, shown, reserves, read.positions)
