"""The inner loop of the auction, compiled.

Needs bid for places (D. P. Bertsekas and D. A. Castañón, Mathematical Programming 43, 1989: similar
objects). An offer sells its places to the highest bids; its price is the lowest bid it holds, or
what its next free place costs where that is less. With bids by at least ``epsilon`` the outcome
costs at most that much a need more than the best.
"""

import numpy as np
from numba import njit

NEVER = np.int64(2**50)
"""The price of an offer without any place."""


@njit(cache=True)
def bid(first, offers, costs, places, base, step, waiting, epsilon):
    """Each need's offer, -1 for none, and the offers' prices."""
    needs, many = len(first) - 1, len(places)
    at, prices = np.full(needs, -1, np.int64), base.copy()
    load, starts = np.zeros(many, np.int64), np.zeros(many + 1, np.int64)
    for j in range(many):
        starts[j + 1] = starts[j] + places[j]
        if places[j] == 0:
            prices[j] = NEVER
    held, bids = np.zeros(starts[many], np.int64), np.zeros(starts[many], np.int64)
    queue = np.arange(needs)[::-1].copy()
    left = needs
    while left > 0:
        left -= 1
        need = queue[left]
        j, most = _best(first, offers, costs, waiting, prices, need)
        if j == -1:
            continue
        start, at[need] = starts[j], j
        free = load[j] < places[j] and base[j] + load[j] * step[j] <= prices[j]
        if free:
            _rise(held, bids, start, load[j], need, most + epsilon)
            load[j] += 1
        else:
            out = held[start]
            at[out] = -1
            queue[left] = out
            left += 1
            _sink(held, bids, start, load[j], need, most + epsilon)
        prices[j] = bids[start]
        if load[j] < places[j]:
            prices[j] = min(prices[j], base[j] + load[j] * step[j])
    return at, prices


@njit(inline="always")
def _best(first, offers, costs, waiting, prices, need):
    """The cheapest offer, and up to which price it is; -1 where waiting is cheaper."""
    best, second, j = waiting[need], waiting[need], np.int64(-1)
    cost = np.int64(0)
    for e in range(first[need], first[need + 1]):
        asked = costs[e] + prices[offers[e]]
        if asked < best:
            best, second, j, cost = asked, best, offers[e], costs[e]
        elif asked < second:
            second = asked
    return j, second - cost


@njit(inline="always")
def _rise(held, bids, start, count, need, price):
    """Put a bid into the heap, lowest first."""
    k = count
    while k > 0:
        up = (k - 1) // 2
        if bids[start + up] <= price:
            break
        bids[start + k], held[start + k] = bids[start + up], held[start + up]
        k = up
    bids[start + k], held[start + k] = price, need


@njit(inline="always")
def _sink(held, bids, start, count, need, price):
    """Put a bid in place of the lowest."""
    k = 0
    while True:
        low = 2 * k + 1
        if low >= count:
            break
        if low + 1 < count and bids[start + low + 1] < bids[start + low]:
            low += 1
        if bids[start + low] >= price:
            break
        bids[start + k], held[start + k] = bids[start + low], held[start + low]
        k = low
    bids[start + k], held[start + k] = price, need
