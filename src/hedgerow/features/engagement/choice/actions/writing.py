"""A round that was worked out, as it is written: what it was matched by, and who got what."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from hedgerow.foundation.sets import change_all

from ..models import Outcome, Round, Wish, WishList
from ..queries.composing import Composed
from ..rules.acceptance import Matching
from ..rules.explaining import Refusal, all_refusals
from ..rules.priorities import decided_by
from ..rules.rounds import NO_OFFER, Ints
from ..rules.stability import Verdict

PART = 1_000
"""So many lists are written in one step."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A round worked out and not yet written; ``revision`` is what it was worked out from."""

    row: Round
    revision: int
    reason: str
    composed: Composed
    lots: Ints
    matching: Matching
    verdict: Verdict

    @property
    def parts(self) -> int:
        """In how many steps its lists are written."""
        return -(-len(self.composed.lists) // PART)


def freeze(done: Worked, part: int) -> None:
    """Write of some of the lists by which priority and lot they were matched."""
    start = part * PART
    made, lists = done.composed, []
    places: dict[int, int] = {}
    for learner, one in enumerate(made.lists[start : start + PART], start):
        one.lot, places[one.pk] = int(done.lots[learner]), learner
        lists.append(one)
    change_all(WishList, lists, ("lot",))
    own = {pk: _reserves(made, learner) for pk, learner in places.items()}
    first, last = (lists[0].pk, lists[-1].pk) if lists else (0, 0)
    rows = Wish.objects.filter(
        wish_list__round=done.row, wish_list__gte=first, wish_list__lte=last, declined=False
    )
    wishes, at, width = [], dict.fromkeys(places, 0), made.positions.shape[1]
    for wish in rows.order_by("wish_list_id", "position"):
        if wish.wish_list_id not in places:
            continue
        learner = places[wish.wish_list_id]
        entry = at[wish.wish_list_id]
        if entry < width and made.positions[learner, entry] == wish.position:
            wish.priority = int(made.of.classes[learner, entry])
            wish.reserves = own[wish.wish_list_id].get(wish.offer_id, [])
            at[wish.wish_list_id] += 1
        else:  # what could never be theirs was left out
            wish.priority, wish.reserves = None, []
        wishes.append(wish)
    change_all(Wish, wishes, ("priority", "reserves"))


def _reserves(made: Composed, learner: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, one in zip(made.reserves, made.of.reserves, strict=True):
        if one.members[learner]:
            found.setdefault(row.offer_id or 0, []).append(row.pk)
    return found


def digest_of(made: Composed, places: Ints) -> str:
    """The hexadecimal SHA-256 of lines ``ticket,offer`` in the order of tickets: two runs with the
    same result have the same."""
    lines = sorted(
        f"{one.ticket},{made.offers[place].title if place != NO_OFFER else ''}"
        for one, place in zip(made.lists, places.tolist(), strict=True)
    )
    return sha256("\n".join(lines).encode()).hexdigest()


def figures_kept(made: Composed, counted: dict[str, Any]) -> dict[str, Any]:
    lines = [
        {"offer": str(offer.uuid), "title": offer.title, **line}
        for offer, line in zip(made.offers, counted["offers"], strict=True)
    ]
    return {"by_rank": list(counted["by_rank"]), "offers": lines}


def outcomes_of(done: Worked) -> list[Outcome]:
    made, matching = done.composed, done.matching
    why = all_refusals(made.of, done.lots, matching)
    found = []
    for learner, one in enumerate(made.lists):
        place, rank = int(matching.places[learner]), int(matching.ranks[learner])
        placed = place != NO_OFFER
        found.append(
            Outcome(
                round=done.row,
                person_id=one.person_id,
                offer=made.offers[place] if placed else None,
                reserve=made.reserve_at(int(matching.kinds[learner])) if placed else None,
                rank=int(made.positions[learner, rank]) if placed else None,
                refusals=refusals_of(made, why[learner], int(done.lots[learner])),
            )
        )
    return found


def refusals_of(made: Composed, why: Sequence[Refusal], lot: int) -> list[dict[str, Any]]:
    """Refusals as they are kept: the rule that decided by its id, None where the draw did."""
    rules = len(made.criteria)
    found = []
    for one in why:
        decided = decided_by(one.priority, one.last_priority, rules) if rules else None
        found.append(
            {
                "offer": made.offers[one.offer].pk,
                "position": one.position,
                "seats": one.seats,
                "reserved": one.reserved,
                "rule": made.criteria[decided].pk if decided is not None else None,
                "lot": lot + 1,
            }
        )
    return found
