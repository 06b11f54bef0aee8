"""OR-tools on a pairing problem, in its own environment: ``python welfare_peers.py given told``."""

import sys
import time

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow


def main(given: str, told: str) -> None:
    of = np.load(given)
    needs, offers = len(of["waiting"]), len(of["places"])
    owner = np.repeat(np.arange(needs), np.diff(of["first"]))
    slot_offer = np.repeat(np.arange(offers), of["places"])
    slot = np.concatenate([np.arange(n) for n in of["places"]])
    sink = needs + offers
    tails = np.concatenate((owner, np.arange(needs), needs + slot_offer))
    heads = np.concatenate((needs + of["offers"], np.full(needs + len(slot), sink)))
    costs = np.concatenate((of["costs"], of["waiting"], of["step"][slot_offer] * slot))
    begun = time.perf_counter()
    flow = SimpleMinCostFlow()
    ones = np.ones(len(tails), np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, ones, costs)
    supplies = np.concatenate((np.ones(needs, np.int64), np.zeros(offers, np.int64), [-needs]))
    flow.set_nodes_supplies(np.arange(sink + 1), supplies)
    if flow.solve() != flow.OPTIMAL:
        sys.exit("OR-tools found no optimum")
    flows = flow.flows(arcs[: len(owner)])
    seconds = time.perf_counter() - begun
    found = np.full(needs, -1, np.int64)
    chosen = flows > 0
    found[owner[chosen]] = of["offers"][chosen]
    np.savez(told, seconds=seconds, offers=found)


if __name__ == "__main__":
    main(*sys.argv[1:])
