"""Matches one round with a published library: NAME GIVEN TOLD (files), in an environment of its own."""

import json
import pickle
import sys
import time
from pathlib import Path


def by_matching(wishes, orders, seats):
    from matching.games import HospitalResident

    learners = {f"r{who}": [f"h{one}" for one in own] for who, own in enumerate(wishes)}
    offers = {f"h{one}": [f"r{who}" for who in own] for one, own in enumerate(orders) if own}
    capacities = {f"h{one}": seats[one] for one, own in enumerate(orders) if own}
    game = HospitalResident.create_from_dictionaries(learners, offers, capacities)
    begun = time.perf_counter()
    found = game.solve()
    seconds = time.perf_counter() - begun
    places = [-1] * len(wishes)
    for offer, here in found.items():
        for who in here:
            places[int(str(who)[1:])] = int(str(offer)[1:])
    return seconds, places


def by_algmatch(wishes, orders, seats):
    from algmatch import HospitalResidentsProblem

    residents = {who + 1: [one + 1 for one in own] for who, own in enumerate(wishes)}
    hospitals = {
        one + 1: {"capacity": seats[one], "preferences": [who + 1 for who in own]}
        for one, own in enumerate(orders)
    }
    problem = HospitalResidentsProblem(dictionary={"residents": residents, "hospitals": hospitals})
    begun = time.perf_counter()
    found = problem.get_stable_matching()
    seconds = time.perf_counter() - begun
    places = [-1] * len(wishes)
    for who, offer in found["resident_sided"].items():
        if offer:
            places[int(str(who).lstrip("r")) - 1] = int(str(offer).lstrip("h")) - 1
    return seconds, places


def main(name: str, given: str, told: str) -> None:
    sys.setrecursionlimit(10**7)  # `matching` copies learners and offers through one another
    ways = {"matching": by_matching, "algmatch": by_algmatch}
    round_given = pickle.loads(Path(given).read_bytes())  # noqa: S301 - written by the caller
    Path(told).write_text(json.dumps(ways[name](*round_given)))


if __name__ == "__main__":
    main(*sys.argv[1:])
