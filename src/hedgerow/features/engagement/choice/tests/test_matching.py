"""Deferred acceptance: equal to the slow way, stable, best for learners, and not to be gamed."""

import re
from hashlib import sha256
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgerow.features.engagement.choice.rules.acceptance import match
from hedgerow.features.engagement.choice.rules.chances import chances
from hedgerow.features.engagement.choice.rules.explaining import refusals
from hedgerow.features.engagement.choice.rules.refilling import refill
from hedgerow.features.engagement.choice.rules.rounds import NO_OFFER, Reserve, Round, lottery
from hedgerow.features.engagement.choice.rules.seats import kinds_of
from hedgerow.features.engagement.choice.rules.stability import judge
from hedgerow.features.engagement.choice.tests.rounds import a_round, chosen, rounds, slowly

SOME = settings(max_examples=150, deadline=None)
NONE = np.zeros(0, np.int32)


def places(of, lots):
    return match(of, np.asarray(lots, np.int32)).places.tolist()


@pytest.mark.slow
@SOME
@given(rounds())
def test_the_quick_way_and_the_slow_way_agree(made):
    of, lots = made
    found = match(of, lots)
    assert found.places.tolist() == slowly(of, lots)
    for learner, offer in enumerate(found.places):
        rank = found.ranks[learner]
        assert offer == (NO_OFFER if rank == NO_OFFER else of.wishes[learner, rank])


@pytest.mark.slow
@SOME
@given(rounds())
def test_a_matching_is_stable_and_the_judge_knows(made):
    of, lots = made
    assert judge(of, lots, match(of, lots).places).is_stable


@pytest.mark.slow
@SOME
@given(rounds(), st.randoms())
def test_the_judge_finds_what_the_definition_finds(made, random):
    """Also in places that nobody would give: each blocking pair, by choosing anew."""
    of, lots = made
    held = [
        random.choice([NO_OFFER, *(int(one) for one in own if one != NO_OFFER)])
        for own in of.wishes
    ]
    for offer, seats in enumerate(of.capacities):
        for who in [who for who, at in enumerate(held) if at == offer][seats:]:
            held[who] = NO_OFFER
    blocking = []
    for who, own in enumerate(of.wishes):
        for offer in (int(one) for one in own if one != NO_OFFER):
            if offer == held[who]:
                break
            here = {one for one, at in enumerate(held) if at == offer}
            if who in chosen(of, lots, offer, here | {who}):
                blocking.append((who, offer))
    verdict = judge(of, lots, np.array(held, np.int32))
    assert list(verdict.blocking) == sorted(blocking)
    assert (verdict.unwished, verdict.over) == ((), ())


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(rounds(most=5, offers=3, long=True))
def test_nobody_gains_by_telling_other_wishes(made):
    """With lists as long as wanted: every other list of one learner, shorter ones too."""
    of, lots = made
    honest = match(of, lots)
    for who in range(of.learners):
        own = of.wishes[who].tolist()
        best = own.index(honest.places[who]) if honest.places[who] >= 0 else len(own)
        classes = dict(zip(own, of.classes[who].tolist(), strict=True))
        for size in range(len(own) + 1):
            for told in permutations(own, size):
                wishes, ranked = of.wishes.copy(), of.classes.copy()
                wishes[who] = [*told, *[NO_OFFER] * (len(own) - size)]
                ranked[who, :size] = [classes[one] for one in told]
                got = match(Round(wishes, ranked, of.capacities, of.reserves), lots).places[who]
                assert got == NO_OFFER or own.index(got) >= best


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(rounds(most=4, offers=3))
def test_no_stable_matching_is_better_for_anybody(made):
    of, lots = made
    ours = match(of, lots).places
    options = [[NO_OFFER, *(int(one) for one in own if one >= 0)] for own in of.wishes]
    for held in product(*options):
        if not judge(of, lots, np.array(held, np.int32)).is_stable:
            continue
        for who, own in enumerate(of.wishes.tolist()):
            rank = {one: at for at, one in enumerate(own)} | {NO_OFFER: len(own)}
            assert rank[int(ours[who])] <= rank[int(held[who])]


@pytest.mark.slow
@pytest.mark.parametrize(("learners", "offers"), [(3_000, 16), (2_000, 150), (900, 900)])
def test_a_large_round_is_stable_too(learners, offers):
    rng = np.random.default_rng(learners)
    wishes = np.argsort(rng.random((learners, offers)), axis=1)[:, :12].astype(np.int32)
    wishes[np.arange(12) >= rng.integers(3, 13, learners)[:, None]] = NO_OFFER
    seats = np.maximum(1, rng.multinomial(learners, np.ones(offers) / offers)).astype(np.int32)
    members = rng.random(learners) < 0.3
    reserves = tuple(Reserve(one, int(seats[one]) // 4, members) for one in range(offers))
    classes = rng.integers(0, 4, wishes.shape).astype(np.uint8)
    of, lots = Round(wishes, classes, seats, reserves), rng.permutation(learners).astype(np.int32)
    found = match(of, lots)
    assert judge(of, lots, found.places).is_stable
    assert found.proposals <= 2 * (wishes >= 0).sum()


def test_two_friends_who_want_one_seat_are_told_apart_by_class_and_then_by_lot():
    assert places(a_round([[0, 1], [0, 1]], [1, 1]), [1, 0]) == [1, 0]
    assert places(a_round([[0, 1], [0, 1]], [1, 1], {(1, 0): 1}), [1, 0]) == [0, 1]


def test_reserved_seats_go_to_the_group_first_and_to_others_if_it_leaves_them():
    lists = [[0], [0], [0], [0]]
    reserved = a_round(lists, [2], reserves=[(0, 1, {3})])
    assert places(reserved, [0, 1, 2, 3]) == [0, -1, -1, 0]
    nobody = a_round(lists, [2], reserves=[(0, 1, set())])
    assert places(nobody, [0, 1, 2, 3]) == [0, 0, -1, -1]


def test_who_is_in_two_groups_takes_the_first_of_the_reserves():
    both = a_round([[0], [0], [0]], [2], reserves=[(0, 1, {1}), (0, 1, {1, 2})])
    assert places(both, [0, 1, 2]) == [-1, 0, 0]


@pytest.mark.parametrize("of", [a_round([], [3]), a_round([[], []], [2]), a_round([[0]], [0])])
def test_nobody_nothing_and_no_seats_are_rounds_too(of):
    found = match(of, np.arange(of.learners, dtype=np.int32))
    assert found.places.tolist() == [NO_OFFER] * of.learners


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"wishes": [[0, 0]]}, "once in a list"),
        ({"wishes": [[-1, 0]]}, "without gaps"),
        ({"wishes": [[0, 5]]}, "offer of the round"),
        ({"classes": [[0, 128]]}, "0 to 127"),
        ({"classes": [[0]]}, "learners × wishes"),
        ({"capacities": [-1, 1]}, "counted from 0"),
        ({"reserves": [(0, 2, {0})]}, "more seats reserved"),
        ({"reserves": [(2, 1, {0})]}, "seats of an offer"),
    ],
)
def test_what_can_be_no_round_is_refused(change, said):
    given = {"wishes": [[0, 1]], "classes": [[0, 0]], "capacities": [1, 1], "reserves": []}
    given |= change
    reserves = [Reserve(a, b, np.isin(np.arange(1), list(c))) for a, b, c in given["reserves"]]
    with pytest.raises(ValueError, match=re.escape(said)):
        Round(
            np.array(given["wishes"], np.int32),
            np.array(given["classes"], np.uint8),
            np.array(given["capacities"], np.int32),
            reserves,
        )


@pytest.mark.parametrize("lots", [[0, 0], [0, 2], [0]])
def test_a_draw_in_which_two_share_a_place_is_refused(lots):
    with pytest.raises(ValueError, match="place of their own"):
        match(a_round([[0], [0]], [1]), np.array(lots, np.int32))


def test_a_draw_can_be_done_again_by_hand():
    names = ["amira", "bo", "cy", "dee"]
    by_hand = sorted(names, key=lambda one: sha256(f"spring 2027:{one}".encode()).hexdigest())
    drawn = lottery("spring 2027", names)
    assert [names[at] for at in np.argsort(drawn)] == by_hand
    assert lottery("spring 2028", names).tolist() != drawn.tolist()
    with pytest.raises(ValueError, match="one lot"):
        lottery("x", ["amira", "amira"])
    assert lottery("x", []).tolist() == NONE.tolist()


@pytest.mark.slow
@SOME
@given(rounds(), st.data())
def test_a_seat_given_back_goes_on_and_the_matching_stays_stable(made, data):
    of, lots = made
    before = match(of, lots)
    leaving = data.draw(st.sets(st.integers(0, max(0, of.learners - 1)), max_size=3))
    gone = np.isin(np.arange(of.learners), sorted(leaving))
    after, moves = refill(kinds_of(of), lots, before, gone)
    stay = Round(
        np.where(gone[:, None], NO_OFFER, of.wishes), of.classes, of.capacities, of.reserves
    )
    assert judge(stay, lots, after.places).is_stable
    width = of.wishes.shape[1]
    ranks = [np.where(one.ranks == NO_OFFER, width, one.ranks) for one in (before, after)]
    assert (ranks[1] <= ranks[0])[~gone].all()
    assert {one.learner for one in moves}.isdisjoint(np.flatnonzero(gone))
    held = before.places.copy()
    held[gone] = NO_OFFER
    for one in moves:
        assert held[one.learner] == one.left
        held[one.learner] = one.took
    assert held.tolist() == after.places.tolist()


@pytest.mark.slow
def test_chances_are_those_of_all_draws():
    """Three want one seat: a third each; who has the better class has it for sure."""
    even = chances(a_round([[0], [0], [0]], [1]), seed=1, draws=3_000)
    assert even.sum() == pytest.approx(1)
    assert even.ravel() == pytest.approx([1 / 3] * 3, abs=0.03)
    first = chances(a_round([[0, 1], [0, 1]], [1, 1], {(1, 0): 1}), seed=1, draws=50)
    assert first.tolist() == [[1, 0], [0, 1]]


@pytest.mark.slow
def test_chances_over_every_draw_are_those_of_the_ensemble():
    of = a_round([[0, 1], [0, 1], [1, 0], [1]], [1, 2], {(0, 1): 1, (2, 0): 1})
    counted = np.zeros(of.wishes.shape)
    every = list(permutations(range(4)))
    for lots in every:
        for who, rank in enumerate(match(of, np.array(lots, np.int32)).ranks):
            if rank >= 0:
                counted[who, rank] += 1
    heard = []
    found = chances(of, seed=3, draws=4_000, told=lambda *said: heard.append(said))
    assert found == pytest.approx(counted / len(every), abs=0.03)
    assert heard[-1] == (4_000, 4_000)


@pytest.mark.slow
@SOME
@given(rounds())
def test_whoever_is_refused_stood_behind_the_last_seat(made):
    of, lots = made
    found = match(of, lots)
    for who in range(of.learners):
        told = refusals(of, lots, found, who)
        rank, own = int(found.ranks[who]), [int(one) for one in of.wishes[who] if one >= 0]
        assert [one.offer for one in told] == own[: rank if rank >= 0 else None]
        for one in told:
            assert one.position > one.seats
            assert (one.last_priority is None) == (one.seats == 0)
            assert one.last_priority is None or one.last_priority <= one.priority


def test_a_learner_is_told_which_they_were_of_how_many_seats():
    of = a_round([[0]] * 5, [3], {(4, 0): 2}, reserves=[(0, 1, {3})])
    lots = np.array([2, 0, 1, 4, 3], np.int32)
    (told,) = refusals(of, lots, match(of, lots), 4)
    assert (told.position, told.seats, told.reserved) == (4, 2, 1)
    assert (told.priority, told.last_priority) == (2, 0)
