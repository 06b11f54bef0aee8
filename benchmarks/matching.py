"""Deferred acceptance beside one sort of the proposals made, plain heapq, and published libraries.

    python benchmarks/matching.py [--large] [--peers]

``--large`` adds a million learners; ``--peers`` sets up ``matching`` and ``algmatch`` in an environment
of their own (``.venv-peers``) and lets them match the same 10,000 learners, which takes minutes.
Every peer's places are compared with ours. One JSON line a figure, the best of five by the
processor's time, as others may work on the same machine; of libraries by the clock.
"""

import heapq
import json
import math
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hedgerow.features.engagement.choice.rules.acceptance import Matching, matched
from hedgerow.features.engagement.choice.rules.rounds import NO_OFFER, Reserve, Round
from hedgerow.features.engagement.choice.rules.seats import kinds_of

HERE = Path(__file__).parent
PEERS = ("matching==1.4.3", "algmatch")
LONGEST = 12
SMALL = ((10_000, 100),)
Grown = tuple[int, float, float]
"""Proposals made, seconds of ours, seconds of their sort."""
LARGE = ((100_000, 1_000), (1_000_000, 16), (1_000_000, 1_000), (1_000_000, 100_000))


def main(arguments: list[str]) -> None:
    grown: dict[tuple[int, int], Grown] = {}
    for learners, offers in SMALL + (LARGE if "--large" in arguments else ()):
        of, lots = instance(learners, offers)
        ours, found = measured(of, lots)
        size = f"{learners} x {offers}"
        bound = sorted_once(of, lots, found.proposals)
        grown[learners, offers] = found.proposals, ours, bound
        tell(
            "deferred acceptance", size, ours, f"sort of {found.proposals} proposals", bound, bound
        )
        if offers <= 1_000:
            with_reserves(of, lots, ours, bound, size)
        if (learners, offers) in SMALL:
            against(of, lots, found, ours, bound, size, with_peers="--peers" in arguments)
    if "--large" in arguments:
        tell_growth(grown)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"core": "peak memory", "ours": round(peak), "unit": "MB"}))


def tell_growth(grown: dict[tuple[int, int], Grown]) -> None:
    """Exponents of time, of ours and of the sort: by learners at 10^3 offers, and by proposals."""
    few, many = grown[100_000, 1_000], grown[1_000_000, 1_000]
    series = np.log([grown[size] for size in ((10_000, 100), (100_000, 1_000), (1_000_000, 1_000))])
    for size, ours, sort in (
        ("10^5 to 10^6 learners x 10^3", *(math.log10(many[at] / few[at]) for at in (1, 2))),
        ("10^4 x 100, 10^5 x 10^3, 10^6 x 10^3, by proposals",
         *(float(np.polyfit(series[:, 0], series[:, at], 1)[0]) for at in (1, 2))),
    ):  # fmt: skip
        said = {"core": "growth of deferred acceptance", "size": size, "ours": round(ours, 3),
                "unit": "exponent", "peer": "the sort", "peer_value": round(sort, 3)}  # fmt: skip
        print(json.dumps(said))


def instance(learners: int, offers: int, seed: int = 0) -> tuple[Round, Any]:
    """Lists of 3 to 12 wishes, more for popular offers; four classes; as many seats as learners."""
    rng = np.random.default_rng(seed)
    length, popular = min(LONGEST, offers), rng.lognormal(0, 1, offers)
    if offers <= 64:
        liked = np.log(popular) + rng.gumbel(size=(learners, offers))
        wishes = np.argsort(-liked, axis=1)[:, :length].astype(np.int32)
    else:
        wishes = drawn(rng, popular, learners, length)
    ends = rng.integers(min(3, length), length + 1, learners)
    wishes[np.arange(length) >= ends[:, None]] = NO_OFFER
    classes = rng.choice(4, size=wishes.shape, p=[0.1, 0.2, 0.3, 0.4]).astype(np.uint8)
    sizes = rng.lognormal(0, 0.6, offers)
    seats = np.maximum(1, np.round(learners * sizes / sizes.sum())).astype(np.int32)
    return Round(wishes, classes, seats), rng.permutation(learners).astype(np.int32)


def drawn(rng: np.random.Generator, popular: Any, learners: int, length: int) -> Any:
    """Lists drawn by popularity, what comes twice left out."""
    shares = np.cumsum(popular) / popular.sum()
    raw = np.searchsorted(shares, rng.random((learners, length + 4))).astype(np.int32)
    raw = np.minimum(raw, len(popular) - 1)
    order = np.argsort(raw, axis=1, kind="stable")
    ordered = np.take_along_axis(raw, order, 1)
    twice = np.zeros(raw.shape, bool)
    np.put_along_axis(twice, order[:, 1:], ordered[:, 1:] == ordered[:, :-1], 1)
    raw[twice] = NO_OFFER
    last = np.argsort(twice, axis=1, kind="stable")
    return np.ascontiguousarray(np.take_along_axis(raw, last, 1)[:, :length])


def measured(of: Round, lots: Any) -> tuple[float, Matching]:
    """The best of five runs, and what came out."""
    seats = kinds_of(of)
    found = matched(seats, lots)  # compiled, or read from the cache
    return best(lambda: matched(seats, lots)), found


def best(work: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        begun = time.thread_time()
        work()
        taken.append(time.thread_time() - begun)
    return min(taken)


def sorted_once(of: Round, lots: Any, proposals: int) -> float:
    """One sort of as many keys as proposals were made: offer, class, lot."""
    learner, at = np.nonzero(of.wishes != NO_OFFER)
    keys = (
        (of.wishes[learner, at].astype(np.uint64) << np.uint64(40))
        | (of.classes[learner, at].astype(np.uint64) << np.uint64(32))
        | lots[learner].astype(np.uint64)
    )
    made = np.resize(np.random.default_rng(1).permutation(keys), proposals)
    return best(lambda: np.sort(made))


def with_reserves(of: Round, lots: Any, ours: float, bound: float, size: str) -> None:
    """The same round with a fifth of each offer's seats reserved for three learners of ten."""
    members = np.random.default_rng(2).random(of.learners) < 0.3
    shares = of.capacities // 5
    reserves = tuple(Reserve(at, int(one), members) for at, one in enumerate(shares) if one)
    reserved = Round(of.wishes, of.classes, of.capacities, reserves)
    tell("with reserved seats", size, measured(reserved, lots)[0], "without", ours, bound)


def against(
    of: Round, lots: Any, found: Matching, ours: float, bound: float, size: str, *, with_peers: bool
) -> None:
    """The same round by plain Python, and by libraries if asked for."""
    begun = time.perf_counter()
    places = plainly(of, lots)
    seconds = time.perf_counter() - begun
    agree("heapq", places, found)
    tell("deferred acceptance", size, ours, "heapq in plain Python", seconds, bound)
    for name in ("matching", "algmatch") if with_peers else ():
        seconds, places = by_peer(name, of, lots)
        agree(name, places, found)
        tell("deferred acceptance", size, ours, name, seconds, bound)


def agree(name: str, places: list[int], found: Matching) -> None:
    if places != found.places.tolist():
        sys.exit(f"{name} came to other places")


def plainly(of: Round, lots: Any) -> list[int]:
    """Deferred acceptance as a textbook has it, with a heap for each offer."""
    wishes = [[int(one) for one in own if one >= 0] for own in of.wishes]
    classes, order = of.classes.tolist(), lots.tolist()
    seats, held = of.capacities.tolist(), [[] for _ in of.capacities]
    nexts, places = [0] * len(wishes), [NO_OFFER] * len(wishes)
    free = list(range(len(wishes)))
    while free:
        who = free.pop()
        while nexts[who] < len(wishes[who]):
            at = nexts[who]
            offer = wishes[who][at]
            nexts[who] += 1
            key = (-classes[who][at], -order[who], who)
            if len(held[offer]) < seats[offer]:
                heapq.heappush(held[offer], key)
                places[who] = offer
                break
            if key > held[offer][0]:
                out = heapq.heapreplace(held[offer], key)[2]
                places[who], places[out] = offer, NO_OFFER
                free.append(out)
                break
    return places


def by_peer(name: str, of: Round, lots: Any) -> tuple[float, list[int]]:
    """Seconds and places of a library, run in its own environment."""
    venv = HERE.parent / ".venv-peers"
    if not venv.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "-q", *PEERS], check=True)
    wishes = [[int(one) for one in own if one >= 0] for own in of.wishes]
    asking: list[list[tuple[int, int, int]]] = [[] for _ in of.capacities]
    for who, own in enumerate(wishes):
        for at, offer in enumerate(own):
            asking[offer].append((int(of.classes[who, at]), int(lots[who]), who))
    orders = [[who for *_key, who in sorted(one)] for one in asking]
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "given", Path(folder) / "told"
        given.write_bytes(pickle.dumps((wishes, orders, of.capacities.tolist())))
        script = HERE / "_peers" / "matching_peers.py"
        subprocess.run([venv / "bin/python", script, name, given, told], check=True)
        seconds, places = json.loads(told.read_text())
    return seconds, places


def tell(core: str, size: str, ours: float, peer: str, theirs: float, bound: float) -> None:
    said = {
        "core": core, "size": size, "ours": round(ours * 1e3, 3), "unit": "ms", "peer": peer,
        "peer_value": round(theirs * 1e3, 3), "ratio": round(theirs / ours, 3),
        "ratio_to_bound": round(ours / bound, 2),
    }  # fmt: skip
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
