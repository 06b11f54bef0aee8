"""What becomes of seats that come free: they are offered on, in the order of the round."""

from datetime import datetime

import numpy as np
from django.db.models import QuerySet

from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from ..models import Criterion, Offer, Outcome, Refill, Round
from ..queries.composing import Composed, frozen, lots_of
from ..rules.offering import Standing, free_seats, offer_on
from ..rules.rounds import NO_OFFER, Ints
from ..rules.seats import Kinds, kinds_of
from .checks import tell
from .hearing import hear_refilled

Given = Outcome.Answer


def refill_round(row: Round, *, by: Actor, at: datetime) -> int:
    """Offer every free seat on, in the transaction of the act that freed one; how many moved."""
    made = frozen(row)
    seats, lots = kinds_of(made.of), lots_of(made.lists)
    outcomes = {
        one.person_id: one for one in Outcome.objects.filter(round=row).select_related("person")
    }
    waiting = {one.person_id: one for one in waiting_in(row)}
    now = _standing(made, seats, outcomes, waiting)
    out = np.array([outcomes[one.person_id].answer == Given.GIVEN_BACK for one in made.lists])
    after = offer_on(seats, lots, now, out.astype(np.bool_))
    moved: list[Outcome] = []
    changed = (after.held != now.held) | (after.offered != now.offered)
    for learner in np.flatnonzero(changed).tolist():
        one = outcomes[made.lists[learner].person_id]
        if _move(made, seats, learner, now, after, one, waiting, at):
            moved.append(one)
    if moved:
        tell("seats_offered_on", row, by=by, at=at, payload={"learners": len(moved)})
        if by.origin != "simulated":
            hear_refilled(row, moved, at=at)
    return len(moved)


def _move(
    made: Composed, seats: Kinds, learner: int, now: Standing, after: Standing, mine: Outcome,
    waiting: dict[int, Refill], at: datetime,
) -> bool:  # fmt: skip
    """Write what became of one learner; whether something is new to them."""
    person, left = mine.person_id, mine.offer
    if after.held[learner] != now.held[learner]:
        entry = int(after.held[learner])
        kind = int(seats.wishes[learner, entry])
        offer, reserve = made.offers[int(seats.offers[kind])], made.reserve_at(kind)
        is_new = offer.pk != mine.offer_id
        mine.offer, mine.reserve = offer, reserve
        mine.rank = int(made.positions[learner, int(seats.ranks[learner, entry])])
        if is_new:
            mine.refilled, mine.answer, mine.answered_at = True, Given.WAITING, None
            Refill.objects.create(
                round=mine.round, person_id=person, left=left, took=offer, reserve=reserve, at=at,
                answer=Refill.Answer.TAKEN, answered_at=at,
            )  # fmt: skip
        mine.save()
        return is_new
    if person in waiting:
        settle(waiting[person], Refill.Answer.BETTER, at)
    kind = int(seats.wishes[learner, after.offered[learner]])
    Refill.objects.create(
        round=mine.round, person_id=person, left=left, took=made.offers[int(seats.offers[kind])],
        reserve=made.reserve_at(kind), at=at,
    )  # fmt: skip
    return True


def _standing(
    made: Composed, seats: Kinds, outcomes: dict[int, Outcome], waiting: dict[int, Refill]
) -> Standing:
    """What each learner holds and is offered, as entries of their list of kinds."""
    held = [outcomes[one.person_id] for one in made.lists]
    offered = [waiting.get(one.person_id) for one in made.lists]
    kinds = [made.kind_of(one.offer_id, one.reserve_id) for one in held]
    more = [made.kind_of(one.took_id, one.reserve_id) if one else NO_OFFER for one in offered]
    return Standing(_entries(seats, kinds), _entries(seats, more))


def _entries(seats: Kinds, kinds: list[int]) -> Ints:
    wanted = np.array(kinds, np.int32)
    own = (seats.wishes == wanted[:, None]) & (wanted != NO_OFFER)[:, None]
    found: Ints = np.where(own.any(axis=1), own.argmax(axis=1), NO_OFFER).astype(np.int32)
    return found


def seat_of(
    row: Round, person: int, offer: int | None
) -> tuple[Offer, Criterion | None, int] | None:
    """A free seat of the offer for somebody in a round: with whose reserve it is, and which wish; or none."""
    made = frozen(row)
    seats = kinds_of(made.of)
    people = [one.person_id for one in made.lists]
    outcomes = {one.person_id: one for one in Outcome.objects.filter(round=row)}
    now = _standing(made, seats, outcomes, {one.person_id: one for one in waiting_in(row)})
    left, learner = free_seats(seats, now), people.index(person) if person in people else None
    for entry, kind in enumerate(seats.wishes[learner].tolist() if learner is not None else ()):
        if kind != NO_OFFER and left[kind] > 0:
            found = made.offers[int(seats.offers[kind])]
            if found.pk == offer:
                rank = int(made.positions[learner, int(seats.ranks[learner, entry])])
                return found, made.reserve_at(kind), rank
    return None


def waiting_in(row: Round, person: Person | None = None) -> QuerySet[Refill]:
    rows = Refill.objects.filter(round=row, answer=Refill.Answer.WAITING)
    return rows.filter(person=person) if person is not None else rows


def settle(offered: Refill, answer: str, at: datetime) -> None:
    offered.answer, offered.answered_at = answer, at
    offered.save(update_fields=["answer", "answered_at"])
