"""The inner loop of deferred acceptance, compiled.

A learner at a kind of seat is one number of 64 bits: class, lot, learner; the smaller goes first.
While many ask, each kind keeps up to twice its seats and drops the worse half by quickselect when
they are full; when few are left, a heap. What a full kind would refuse, one comparison refuses.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .rounds import Bytes, Ints

Lots = NDArray[np.uint32]
U = np.uint64
LEARNER_BITS, CLASS_AT = U(24), U(56)
LEARNER = U(0xFFFFFF)
ANYBODY = U(0xFFFFFFFFFFFFFFFF)
FEW = 16
"""One in so many: with fewer still asking, heaps are quicker than buffers."""


@njit(inline="always")
def _keep_best(held, start, count, best):
    """Order ``held`` so that its ``best`` smallest come first; return the largest of these."""
    low, high, target = start, start + count - 1, start + best - 1
    while low < high:
        first, middle, last = held[low], held[(low + high) >> 1], held[high]
        pivot = max(min(first, middle), min(max(first, middle), last))
        left, right = low, high
        while left <= right:
            while held[left] < pivot:
                left += 1
            while held[right] > pivot:
                right -= 1
            if left <= right:
                held[left], held[right] = held[right], held[left]
                left += 1
                right -= 1
        if target <= right:
            high = right
        elif target >= left:
            low = left
        else:
            break
    return held[target]


@njit(inline="always")
def _sink(held, start, count, at, key):
    """Put ``key`` into the heap (largest first) from place ``at`` downwards."""
    while True:
        child = 2 * at + 1
        if child >= count:
            break
        if child + 1 < count and held[start + child + 1] > held[start + child]:
            child += 1
        if held[start + child] <= key:
            break
        held[start + at] = held[start + child]
        at = child
    held[start + at] = key


@njit(inline="always")
def _make_heap(held, start, count):
    for at in range(count // 2 - 1, -1, -1):
        _sink(held, start, count, at, held[start + at])


@njit(inline="always")
def _cut(held, starts, counts, limits, capacities, kind, out, count):
    """Refuse whoever is beyond the seats of a kind: add them to ``out``, return its new length."""
    here, seats, start = counts[kind], capacities[kind], starts[kind]
    if here > seats:
        limits[kind] = _keep_best(held, start, here, seats)
        for at in range(start + seats, start + here):
            out[count] = np.int32(held[at] & LEARNER)
            count += 1
        counts[kind] = seats
    elif here == seats and seats > 0:
        limits[kind] = held[start : start + seats].max()
    return count


@njit(inline="always")
def _take(held, starts, counts, limits, capacities, heaped, heaps, kind, key, out, count):
    """Hold a key that is within the limit, and refuse others for it; the new length of ``out``."""
    start, seats, here = starts[kind], capacities[kind], counts[kind]
    if heaps and not heaped[kind] and here >= seats:
        _make_heap(held, start, seats)
        heaped[kind] = True
    if heaps and here >= seats:
        out[count] = np.int32(held[start] & LEARNER)
        _sink(held, start, seats, 0, key)
        limits[kind] = held[start]
        return count + 1
    held[start + here] = key
    counts[kind] = here + 1
    if heaps and here + 1 == seats:
        _make_heap(held, start, seats)
        heaped[kind] = True
        limits[kind] = held[start]
    elif not heaps and start + here + 1 == starts[kind + 1]:
        count = _cut(held, starts, counts, limits, capacities, kind, out, count)
    return count


@njit(cache=True)
def hold(wishes: Ints, classes: Bytes, lots: Lots, capacities: Ints) -> tuple[Ints, int]:
    """Each learner's wish that was held at the end, by its place in the list or -1; proposals.

    ``wishes`` and ``classes`` are learners × wishes, a list ends at the first -1.
    """
    learners, kinds = len(wishes), len(capacities)
    starts, held, counts, limits = _nobody(capacities)
    heaped, heaps = np.zeros(kinds, np.bool_), False
    nexts = np.zeros(learners, np.int32)  # the wish after the one that was asked for last
    asking, refused = np.arange(learners).astype(np.int32), np.empty(learners, np.int32)
    waiting = learners
    while waiting > 0:
        count = 0
        for turn in range(waiting):
            learner = asking[turn]
            own = (U(lots[learner]) << LEARNER_BITS) | U(learner)
            asked = nexts[learner]
            for at in range(asked, wishes.shape[1]):
                kind = wishes[learner, at]
                if kind < 0:
                    break
                asked = at + 1
                key = (U(classes[learner, at]) << CLASS_AT) | own
                if key >= limits[kind]:
                    continue
                if not heaps and starts[kind] + counts[kind] + 1 < starts[kind + 1]:
                    held[starts[kind] + counts[kind]] = key  # room for one more: the usual case
                    counts[kind] += 1
                else:
                    count = _take(held, starts, counts, limits, capacities, heaped, heaps, kind,
                                  key, refused, count)  # fmt: skip
                break
            nexts[learner] = asked
        if not heaps and count * FEW < learners:
            heaps = True  # kinds hold no more than they have seats from here on
            for kind in range(kinds):
                count = _cut(held, starts, counts, limits, capacities, kind, refused, count)
        asking, refused = refused, asking
        waiting = count
    return _holding(held, starts, counts, nexts), nexts.sum()


@njit(inline="always")
def _nobody(capacities):
    """Where each kind's keys begin, room for them, how many there are, and what is of interest."""
    starts = np.zeros(len(capacities) + 1, np.int64)
    limits = np.full(len(capacities), ANYBODY)  # only a smaller key
    for kind, seats in enumerate(capacities):
        starts[kind + 1] = starts[kind] + seats + max(4, seats)
        if seats == 0:
            limits[kind] = U(0)
    return starts, np.empty(starts[-1], np.uint64), np.zeros(len(capacities), np.int32), limits


@njit(inline="always")
def _holding(held, starts, counts, nexts):
    found = np.full(len(nexts), -1, np.int32)
    for kind in range(len(counts)):
        for key in held[starts[kind] : starts[kind] + counts[kind]]:
            learner = np.int64(key & LEARNER)
            found[learner] = nexts[learner] - 1
    return found
