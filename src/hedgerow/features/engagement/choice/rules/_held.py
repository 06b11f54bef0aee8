"""The inner loop of deferred acceptance, compiled.

A learner at a kind of seat is one number of 32 bits, class and lot; the smaller goes first. While
many ask, each kind keeps up to twice its seats and drops the worse half by quickselect when they are
full; when few are left, a heap. What a full kind would refuse, one comparison refuses. Whoever is
refused gets a mark, and the marks are gone through from the first learner to the last, so that lists
are read in the order in which they lie in memory.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .rounds import NO_OFFER, Bytes, Ints

Lots = NDArray[np.uint32]
U = np.uint32
CLASS_AT, LOT = U(24), U(0xFFFFFF)
NOBODY, ANYBODY = U(0), U(0xFFFFFFFF)
"""The worst keys that are taken where there is no seat, and where one is free."""
FEW = 16
"""One in so many: with fewer still asking, heaps are quicker than buffers."""
TOGETHER = 8
"""So many marks are looked at as one number."""


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
def _worst(held, start, count):
    worst = NOBODY
    for at in range(start, start + count):
        worst = max(worst, held[at])
    return worst


@njit(inline="always")
def _cut(held, starts, counts, limits, seats, kind, whose, marks):
    """Mark whoever is beyond the seats of a kind; how many they are."""
    here, places, start = counts[kind], seats[kind], starts[kind]
    if here <= places:
        return 0
    limits[kind] = _keep_best(held, start, here, places)
    for at in range(start + places, start + here):
        marks[whose[held[at] & LOT]] = 1
    counts[kind] = places
    return here - places


def hold(wishes: Ints, classes: Bytes, lots: Lots, capacities: Ints) -> tuple[Ints, int]:
    """Each learner's wish that was held at the end, by its place in the list or -1; proposals.

    ``wishes`` and ``classes`` are learners × wishes, a list ends at the first -1.
    """
    learners, kinds = len(wishes), len(capacities)
    starts = np.zeros(kinds + 1, np.int64)
    np.cumsum(capacities + np.maximum(4, capacities, dtype=np.int64), out=starts[1:])
    whose = np.empty(learners + 1, np.int32)  # the learner of each lot, counted from 1
    whose[lots + U(1)] = np.arange(learners, dtype=np.int32)
    marks = np.zeros(-(-learners // TOGETHER) * TOGETHER, np.uint8)
    marks[:learners] = 1
    nexts = np.zeros(learners, np.int32)  # the wish after the one that was asked for last
    found = np.full(learners, NO_OFFER, np.int32)
    held, counts = np.empty(starts[-1], np.uint32), np.zeros(kinds, np.int32)
    limits = np.where(capacities > 0, ANYBODY, NOBODY)
    given = wishes, classes, lots, capacities, starts, held, counts, limits, whose, marks
    _by_buffers(*given, nexts)
    _by_heaps(*given, nexts, marks.view(np.uint64))
    _tell(starts, held, counts, whose, nexts, found)
    return found, int(nexts.sum())


@njit(cache=True)
def _by_buffers(
    wishes, classes, lots, seats, starts, held, counts, limits, whose, marks, nexts
):  # fmt: skip
    """Let who is marked ask until few are marked; then no kind holds more than it has seats."""
    learners, waiting = len(wishes), len(wishes)
    while waiting * FEW >= learners > 0:
        waiting = 0
        for learner in range(learners):
            if marks[learner] == 0:
                continue
            marks[learner] = 0
            asked, lot = nexts[learner], U(lots[learner]) + U(1)
            for at in range(asked, wishes.shape[1]):
                kind = wishes[learner, at]
                if kind < 0:
                    break
                asked += 1
                key = (U(classes[learner, at]) << CLASS_AT) | lot
                if key > limits[kind]:
                    continue
                here, start = counts[kind] + 1, starts[kind]
                held[start + here - 1] = key
                counts[kind] = here
                if here == seats[kind]:  # full: nobody worse comes in any more
                    limits[kind] = _worst(held, start, here)
                elif start + here == starts[kind + 1]:
                    waiting += _cut(held, starts, counts, limits, seats, kind, whose, marks)
                break
            nexts[learner] = asked
        if waiting * FEW < learners:
            for kind in range(len(seats)):
                waiting += _cut(held, starts, counts, limits, seats, kind, whose, marks)


@njit(cache=True)
def _by_heaps(
    wishes, classes, lots, seats, starts, held, counts, limits, whose, marks, nexts, many
):  # fmt: skip
    """Let the few who are marked ask until nobody is; ``many`` are the marks, some together."""
    heaped, waiting = np.zeros(len(seats), np.uint8), 1
    while waiting > 0:
        waiting = 0
        for some in range(len(many)):
            if many[some] == 0:
                continue
            for learner in range(some * TOGETHER, (some + 1) * TOGETHER):
                if marks[learner] == 0:
                    continue
                marks[learner] = 0
                asked, lot = nexts[learner], U(lots[learner]) + U(1)
                for at in range(asked, wishes.shape[1]):
                    kind = wishes[learner, at]
                    if kind < 0:
                        break
                    asked += 1
                    key = (U(classes[learner, at]) << CLASS_AT) | lot
                    if key > limits[kind]:
                        continue
                    here, start = counts[kind], starts[kind]
                    if here < seats[kind]:
                        held[start + here] = key
                        counts[kind] = here + 1
                        if here + 1 == seats[kind]:
                            limits[kind] = _worst(held, start, here + 1)
                        break
                    if heaped[kind] == 0:
                        _make_heap(held, start, here)
                        heaped[kind] = 1
                    marks[whose[held[start] & LOT]] = 1
                    waiting += 1
                    _sink(held, start, here, 0, key)
                    limits[kind] = held[start]
                    break
                nexts[learner] = asked


@njit(cache=True)
def _tell(starts, held, counts, whose, nexts, found):
    """Write into ``found`` which of their wishes each learner holds that is held."""
    for kind in range(len(counts)):
        for at in range(starts[kind], starts[kind] + counts[kind]):
            learner = whose[held[at] & LOT]
            found[learner] = nexts[learner] - 1
