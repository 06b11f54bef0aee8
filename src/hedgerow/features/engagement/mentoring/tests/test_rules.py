"""Pairing: never dearer than the best, proved by prices, and only pairs that may be."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from hedgerow.features.engagement.mentoring.rules.assigning import assign, by_auction, exactly
from hedgerow.features.engagement.mentoring.rules.certifying import (
    Certificate,
    bound_of,
    certify,
    cost_of,
)
from hedgerow.features.engagement.mentoring.rules.problem import Problem, ints

SOME = settings(max_examples=120, deadline=None)
WAITING = 50


@st.composite
def problems(draw, needs=6, offers=4, places=3):
    """Small problems, with few costs so that many are equal."""
    n, m = draw(st.integers(0, needs)), draw(st.integers(1, offers))
    first, where, costs = [0], [], []
    for _ in range(n):
        for j in sorted(draw(st.sets(st.integers(0, m - 1)))):
            where.append(j)
            costs.append(draw(st.integers(0, WAITING - 1)))
        first.append(len(where))
    each = st.lists(st.integers(0, places), min_size=m, max_size=m)
    steps = st.lists(st.integers(0, 9), min_size=m, max_size=m)
    waiting = np.full(n, WAITING, np.int64)
    return Problem(
        ints(first), ints(where), ints(costs), ints(draw(each)),
        ints(draw(steps)), ints(draw(steps)), waiting, waiting,
    )  # fmt: skip


def by_scipy(of):
    """The least cost, with a column for each place and one to wait in for each need."""
    slots = [(j, k) for j, many in enumerate(of.places) for k in range(many)]
    table = np.full((of.needs, len(slots) + of.needs), 10_000.0)
    for i in range(of.needs):
        table[i, len(slots) + i] = of.waiting[i]
        pairs = slice(of.first[i], of.first[i + 1])
        cheapest = dict(zip(of.offers[pairs], of.costs[pairs], strict=True))
        for at, (j, k) in enumerate(slots):
            if j in cheapest:
                table[i, at] = cheapest[j] + of.base[j] + k * of.step[j]
    return int(table[linear_sum_assignment(table)].sum())


def by_trying(of):
    """The least cost of all assignments there are."""
    choices = [[-1, *of.offers[of.first[i] : of.first[i + 1]]] for i in range(of.needs)]
    least = None
    for one in product(*choices):
        try:
            cost = cost_of(of, ints(one))
        except ValueError:
            continue
        least = cost if least is None else min(least, cost)
    return least


@SOME
@given(problems())
@pytest.mark.slow
def test_nothing_is_cheaper_than_the_exact_assignment(of):
    found = exactly(of)
    proof = certify(of, found)
    assert proof.is_best
    assert proof.cost == by_scipy(of)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(problems(needs=4, offers=3, places=2))
def test_trying_everything_finds_nothing_cheaper(of):
    assert certify(of, exactly(of)).cost == by_trying(of)


@SOME
@given(problems())
@pytest.mark.slow
def test_an_auction_is_no_further_from_the_best_than_it_proves(of):
    found, proof = by_auction(of, near=0.2)
    assert proof.bound <= by_scipy(of) <= proof.cost == cost_of(of, found.offers)
    assert proof.gap <= 0.2 or proof.cost - proof.bound <= of.needs


@SOME
@given(problems(), st.lists(st.integers(0, 60), min_size=4, max_size=4))
@pytest.mark.slow
def test_no_prices_prove_more_than_there_is(of, prices):
    assert bound_of(of, ints(prices[: len(of.places)])) <= by_scipy(of)


def test_large_problems_are_equal_to_scipy_too():
    rng = np.random.default_rng(3)
    n, m, k = 300, 40, 6
    where = np.sort(np.argsort(rng.random((n, m)))[:, :k], axis=1)
    waiting = np.full(n, 900, np.int64)
    of = Problem(
        ints(range(0, n * k + 1, k)), where.ravel().astype(np.int64),
        rng.integers(0, 800, n * k), rng.integers(0, 12, m), np.zeros(m, np.int64),
        rng.integers(0, 30, m), waiting, waiting,
    )  # fmt: skip
    found, proof = assign(of)
    assert proof.is_best
    assert proof.cost == by_scipy(of)
    assert proof.paired == (found.offers >= 0).sum() < n
    assert assign(of, exact_up_to=0, near=0.01)[1].gap <= 0.01


def test_what_was_left_out_of_the_list_weakens_the_proof():
    of = Problem(*map(ints, ([0, 1], [0], [10], [1], [0], [0], [50], [4])))
    found = exactly(of)
    assert certify(of, found).bound == 4


@pytest.mark.parametrize("offers", [[1], [0, 0], [0, -1, 0]])
def test_it_certifies_no_assignment_that_is_none(offers):
    of = Problem(*map(ints, ([0, 1, 2], [0, 0], [1, 1], [1, 3], [0, 0], [0, 0], [9, 9], [9, 9])))
    with pytest.raises(ValueError, match="need|offer"):
        cost_of(of, ints(offers))


def test_what_costs_nothing_has_no_gap_whatever_the_prices_prove():
    assert Certificate(cost=0, bound=-1, paired=1).gap == 0.0
    assert Certificate(cost=10, bound=-5, paired=1).gap == 1.0
    assert Certificate(cost=10, bound=9, paired=1).gap == pytest.approx(0.1)
