"""The inner loops of exact assignment, compiled: successive shortest paths with prices.

Each need in turn takes the cheapest place there is, moving others where that is cheaper for all
(J. Edmonds and R. M. Karp, Journal of the ACM 19, 1972). Whole numbers throughout, so that what is
the least is exactly so.
"""

from collections import namedtuple

import numpy as np
from numba import njit

from ._heap import pop, push
from .problem import Ints

FAR = np.int64(2**62)

Given = namedtuple("Given", "first offers costs places base step waiting")
Found = namedtuple("Found", "at slot prices mine load starts held")
"""Need → offer and its place there; offers' prices; what each need pays; who is held where."""
Search = namedtuple("Search", "dist by done spot seen ripe keys ats sizes goal")
"""One search: ``sizes`` counts seen, ripe and the heap; ``goal`` is its length, offer and need."""


def shortest(
    first: Ints, offers: Ints, costs: Ints, places: Ints, base: Ints, step: Ints, waiting: Ints
) -> tuple[Ints, Ints]:
    """Each need's offer, -1 for none, and the offers' prices."""
    given = Given(first, offers, costs, places, base, step, waiting)
    needs, many = len(first) - 1, len(places)
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(places)))
    nobody = np.full(needs, -1, np.int64)
    found = Found(
        nobody, nobody.copy(), base.copy(), np.zeros(needs, np.int64), np.zeros(many, np.int64),
        starts, np.zeros(starts[-1], np.int64),
    )  # fmt: skip
    seen, ripe, keys, ats = (np.empty(many, np.int64) for _ in range(4))
    search = Search(
        np.full(many, FAR), np.full(many, -1, np.int64), np.zeros(many, np.bool_),
        np.full(many, -1, np.int64), seen, ripe, keys, ats, np.zeros(3, np.int64),
        np.zeros(3, np.int64),
    )  # fmt: skip
    _all(given, found, search)
    return found.at, found.prices


@njit(cache=True)
def _all(given, found, search):
    """Find a place for each need, one after the other."""
    for need in range(len(given.waiting)):
        best = given.waiting[need]
        for e in range(given.first[need], given.first[need + 1]):
            best = min(best, given.costs[e] + found.prices[given.offers[e]])
        found.mine[need] = best
        search.goal[0], search.goal[1], search.goal[2] = given.waiting[need] - best, -1, need
        _reach(given, found, search, need, 0)
        while search.sizes[2] > 0 and search.keys[0] < search.goal[0]:
            _ripen(given, found, search)
        _raise(found, search, need)
        _move(found, search, need)


@njit(inline="always")
def _reach(given, found, search, need, so_far):
    """See what the offers that this need may have are away, by way of it."""
    for e in range(given.first[need], given.first[need + 1]):
        j = given.offers[e]
        d = so_far + given.costs[e] + found.prices[j] - found.mine[need]
        if not search.done[j] and d < search.dist[j] and d < search.goal[0]:
            if search.dist[j] == FAR:
                search.seen[search.sizes[0]] = j
                search.sizes[0] += 1
            search.dist[j], search.by[j] = d, need
            search.sizes[2] = push(search.keys, search.ats, search.spot, search.sizes[2], j, d)


@njit(cache=True)
def _ripen(given, found, search):
    """Settle the nearest offer: does the way end at a free place, or with somebody left waiting?"""
    j = search.ats[0]
    search.sizes[2] = pop(search.keys, search.ats, search.spot, search.sizes[2])
    search.done[j] = True
    search.ripe[search.sizes[1]] = j
    search.sizes[1] += 1
    if found.load[j] < given.places[j]:
        d = search.dist[j] + given.base[j] + found.load[j] * given.step[j] - found.prices[j]
        if d < search.goal[0]:
            search.goal[0], search.goal[1] = d, j
    for k in range(found.starts[j], found.starts[j] + found.load[j]):
        need = found.held[k]
        d = search.dist[j] + given.waiting[need] - found.mine[need]
        if d < search.goal[0]:
            search.goal[0], search.goal[1], search.goal[2] = d, -1, need
        _reach(given, found, search, need, search.dist[j])


@njit(inline="always")
def _raise(found, search, need):
    """Let the prices follow, so that every pair made stays one of the cheapest of its need."""
    goal = search.goal[0]
    found.mine[need] += goal
    for r in range(search.sizes[1]):
        j = search.ripe[r]
        if search.dist[j] < goal:
            more = goal - search.dist[j]
            found.prices[j] += more
            for k in range(found.starts[j], found.starts[j] + found.load[j]):
                found.mine[found.held[k]] += more


@njit(inline="always")
def _leave(found, need):
    """Take a need off its offer; who was held last takes its place in the list."""
    j = found.at[need]
    if j != -1:
        found.load[j] -= 1
        last, place = found.held[found.starts[j] + found.load[j]], found.slot[need]
        found.held[place], found.slot[last] = last, place
        found.at[need] = -1
    return j


@njit(cache=True)
def _move(found, search, need):
    """Move everybody along the way that was found, from its end; forget the search."""
    target = search.goal[1]
    if target == -1 and search.goal[2] != need:
        target = _leave(found, search.goal[2])
    while target != -1:
        who = search.by[target]
        left = _leave(found, who)
        found.at[who] = target
        found.slot[who] = found.starts[target] + found.load[target]
        found.held[found.slot[who]] = who
        found.load[target] += 1
        target = left
    for r in range(search.sizes[0]):
        j = search.seen[r]
        search.dist[j], search.by[j], search.done[j], search.spot[j] = FAR, -1, False, -1
    search.sizes[:] = 0
