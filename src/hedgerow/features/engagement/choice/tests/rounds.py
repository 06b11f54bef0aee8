"""Rounds to try, and the slow, obvious way to match them."""

import numpy as np
from hypothesis import strategies as st

from hedgerow.features.engagement.choice.rules.rounds import NO_OFFER, Reserve, Round


def a_round(lists, seats, classes=None, reserves=()):
    """A round from lists of wishes; classes by (learner, offer), 0 where none is given."""
    width = max([1, *map(len, lists)])
    wishes = np.full((len(lists), width), NO_OFFER, np.int32)
    ranked = np.zeros((len(lists), width), np.uint8)
    for learner, own in enumerate(lists):
        wishes[learner, : len(own)] = own
        for at, offer in enumerate(own):
            ranked[learner, at] = (classes or {}).get((learner, offer), 0)
    kept = tuple(
        Reserve(offer, size, np.isin(np.arange(len(lists)), list(members)))
        for offer, size, members in reserves
    )
    return Round(wishes, ranked, np.array(seats, np.int32), kept)


def chosen(of: Round, lots, offer: int, asking: set[int]) -> set[int]:
    """Whom an offer takes of those who ask: reserves in their order, then open seats."""
    classes = {who: int(of.classes[who, list(of.wishes[who]).index(offer)]) for who in asking}
    left, taken, seats = set(asking), set(), int(of.capacities[offer])
    for reserve in of.reserves_of(offer):
        order = sorted(left, key=lambda who: (not reserve.members[who], classes[who], lots[who]))
        taken |= set(order[: reserve.seats])
        left -= taken
        seats -= reserve.seats
    order = sorted(left, key=lambda who: (classes[who], lots[who]))
    return taken | set(order[:seats])


def slowly(of: Round, lots) -> list[int]:
    """Everybody asks for the best offer that has not refused them, until nobody is refused."""
    refused: set[tuple[int, int]] = set()
    while True:
        asking: dict[int, set[int]] = {}
        for learner, own in enumerate(of.wishes):
            for offer in own:
                if offer != NO_OFFER and (learner, int(offer)) not in refused:
                    asking.setdefault(int(offer), set()).add(learner)
                    break
        before = len(refused)
        for offer, here in asking.items():
            refused |= {(who, offer) for who in here - chosen(of, lots, offer, here)}
        if len(refused) == before:
            places = [NO_OFFER] * of.learners
            for offer, here in asking.items():
                for who in here:
                    places[who] = offer
            return places


@st.composite
def rounds(draw, *, most=7, offers=4, long=False, reserved=True):
    """A small round and a draw for it."""
    learners = draw(st.integers(0, most))
    count = draw(st.integers(1, offers))
    orders = st.permutations(range(count))
    lists = [draw(orders) for _ in range(learners)]
    if not long:
        lists = [own[: draw(st.integers(0, count))] for own in lists]
    seats = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    classes = {
        (who, offer): draw(st.integers(0, 2)) for who in range(learners) for offer in range(count)
    }
    reserves = []
    if reserved:
        for offer, size in enumerate(seats):
            for _ in range(draw(st.integers(0, 2))):
                taken = sum(one[1] for one in reserves if one[0] == offer)
                some = draw(st.integers(0, size - taken))
                members = draw(st.sets(st.integers(0, max(0, learners - 1))))
                reserves.append((offer, some, members))
    lots = np.array(draw(st.permutations(range(learners))), np.int32)
    return a_round(lists, seats, classes, reserves), lots
