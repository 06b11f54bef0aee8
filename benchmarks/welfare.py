"""Pairing of mentors and learners beside OR-tools and SciPy, with what proves how good each is.

    python benchmarks/welfare.py [--large] [--peers]

``--large`` adds a hundred thousand and a million learners; ``--peers`` sets up OR-tools in an
environment of its own (``.venv-peers-welfare``). SciPy has no places for more than one learner and
wants a full table, or a column a place: it is asked for the smallest size alone. Every cost is
worked out by ``rules/certifying.py`` from who is paired with whom. One JSON line a figure.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching
from scipy.spatial import cKDTree

from hedgerow.features.engagement.mentoring.rules.assigning import by_auction, exactly
from hedgerow.features.engagement.mentoring.rules.certifying import bound_of, cost_of
from hedgerow.features.engagement.mentoring.rules.problem import Assigned, Problem

HERE = Path(__file__).parent
VENV = HERE.parent / ".venv-peers-welfare"
PEERS = ("ortools==9.15.6755", "numpy==2.4.6")
NEAREST, WAITING = 12, 120_000
SMALL, LARGE = (10_000,), (100_000, 1_000_000)
EXACT_UP_TO, ORTOOLS_UP_TO = 100_000, 100_000


def main(arguments: list[str]) -> None:
    for method in (exactly, by_auction):
        method(instance(100, 10))  # compiled, or read from the cache
    for learners in SMALL + (LARGE if "--large" in arguments else ()):
        measure(learners, with_peers="--peers" in arguments)


def instance(learners: int, mentors: int, seed: int = 0) -> Problem:
    """People on a square of 100 km, each learner with the twelve nearest mentors; 10 % spare places."""
    rng = np.random.default_rng(seed)
    where = rng.random((mentors, 2)) * 100
    near = min(NEAREST, mentors)
    far, offers = cKDTree(where).query(rng.random((learners, 2)) * 100, k=near)
    strange = 30 * (rng.random(far.shape) < 0.2)
    costs = np.round(1_000 * (far + strange + 20 * rng.random(far.shape))).astype(np.int64)
    sizes = rng.integers(1, 4, mentors)
    places = np.maximum(1, np.round(sizes * 1.1 * learners / sizes.sum())).astype(np.int64)
    waiting = np.full(learners, WAITING, np.int64)
    return Problem(
        np.arange(0, learners * near + 1, near, dtype=np.int64), offers.ravel().astype(np.int64),
        costs.ravel(), places, np.zeros(mentors, np.int64),
        np.round(10_000 / places).astype(np.int64), waiting, waiting,
    )  # fmt: skip


def measure(learners: int, *, with_peers: bool) -> None:
    of, size = instance(learners, learners // 10), f"{learners} x {learners // 10}"
    bound, ours = 0, math.inf
    if learners <= EXACT_UP_TO:
        begun = time.perf_counter()
        found = exactly(of)
        ours = time.perf_counter() - begun
        bound = bound_of(of, found.prices)
        tell("exact", size, ours, of, found.offers, bound)
    begun = time.perf_counter()
    near, proof = by_auction(of)
    seconds = time.perf_counter() - begun
    tell("auction", size, seconds, of, near.offers, proof.bound)
    ours = min(ours, seconds) if math.isinf(ours) else ours
    if learners == SMALL[0]:
        begun = time.perf_counter()
        other = by_scipy(of)
        tell("scipy", size, time.perf_counter() - begun, of, other.offers, bound, ours)
    if with_peers and learners <= ORTOOLS_UP_TO:
        seconds, offers = by_ortools(of)
        tell("OR-tools SimpleMinCostFlow", size, seconds, of, offers, bound, ours)


def by_scipy(of: Problem) -> Assigned:
    """A column for each place, and one to wait in for each learner; LAPJVsp on the sparse table."""
    first = np.concatenate(([0], np.cumsum(of.places)))
    owner = np.repeat(np.arange(of.needs), np.diff(of.first))
    repeat = of.places[of.offers]
    rows = np.repeat(owner, repeat)
    place = np.concatenate([np.arange(n) for n in repeat])
    offers = np.repeat(of.offers, repeat)
    costs = np.repeat(of.costs, repeat) + of.step[offers] * place
    waits = np.arange(of.needs)
    table = csr_array(
        (np.concatenate((costs, of.waiting)) + 1,
         (np.concatenate((rows, waits)), np.concatenate((first[offers] + place, first[-1] + waits)))),
        shape=(of.needs, first[-1] + of.needs),
    )  # fmt: skip
    _rows, columns = min_weight_full_bipartite_matching(table)
    offer = np.searchsorted(first, columns, side="right") - 1
    return Assigned(np.where(columns < first[-1], offer, -1), of.base, "scipy")


def by_ortools(of: Problem) -> tuple[float, Any]:
    """Seconds and offers of OR-tools, run in its own environment."""
    if not VENV.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "-q", *PEERS], check=True)
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "given.npz", Path(folder) / "told.npz"
        np.savez(given, first=of.first, offers=of.offers, costs=of.costs, places=of.places,
                 step=of.step, waiting=of.waiting)  # fmt: skip
        subprocess.run(
            [VENV / "bin/python", HERE / "_peers" / "welfare_peers.py", given, told], check=True
        )
        found = np.load(told)
    return float(found["seconds"]), found["offers"]


def tell(
    way: str, size: str, seconds: float, of: Problem, offers: Any, bound: int, ours: float = 0.0
) -> None:
    cost = cost_of(of, offers)
    said = {"core": "pairing", "way": way, "size": size, "ms": round(seconds * 1e3, 1),
            "cost": cost, "bound": bound, "gap": round((cost - bound) / cost, 5)}  # fmt: skip
    if ours:
        said["ratio"] = round(seconds / ours, 2)
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
