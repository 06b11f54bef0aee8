"""The most used pages and searches of a country, at a hundredth of its size and at all of it.

    python benchmarks/country.py [--scales 0.01,1] [--asks 40] [--folder DIR] [--only NAME]

Writes each country once (``_country``: 20,000,000 marks at scale 1, some minutes) and keeps it in
DIR; a later run reads what is there. With HEDGEROW_DATABASE_URL the countries are databases of that
server, named after the one of the address with ``_country_<scale>``. Pages are asked for in this
process, without a network: the figure is the server's time. One JSON line a page: p50 and p95 in ms at
each scale, queries, processor time; ``ratio`` is p95 at the largest scale over that at the smallest.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from _country.places import in_a_process, ready
from _country.timing import Timed

SEED = 11


def main() -> None:
    asked = _arguments()
    if asked.one:
        _measure(float(asked.one), asked)
        return
    scales = asked.scales.split(",")
    found = {scale: _in_a_process(scale, asked) for scale in scales}
    for page in found[scales[-1]]:
        first, last = found[scales[0]][page], found[scales[-1]][page]
        line = {
            "core": f"page: {page}",
            "size": float(scales[-1]),
            "ours": last.p95,
            "unit": "ms p95",
        }
        line |= {"p50": last.p50, "cpu": last.cpu, "queries": last.queries, "slowest": last.most}
        line |= {"peer": f"the same page at {scales[0]}", "peer_value": first.p95}
        line |= {
            "ratio": round(last.p95 / first.p95, 2),
            "ratio_p50": round(last.p50 / first.p50, 2),
        }
        line |= {
            "p50_there": first.p50,
            "cpu_there": first.cpu,
            "queries_there": first.queries,
            "ratio_to_bound": round(100 / last.p95, 2),
        }
        print(json.dumps(line), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scales", default="0.01,1")
    parser.add_argument("--asks", type=int, default=40)
    parser.add_argument("--folder", type=Path, default=Path("hedgerow-data/countries"))
    parser.add_argument("--only", default="")
    parser.add_argument("--explain", action="store_true", help="slowest queries of each page")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_process(scale: str, asked: argparse.Namespace) -> dict[str, Timed]:
    """Each scale in a process of its own: settings, connection and caches are its own."""
    told = in_a_process(__file__, ["--one", scale, *sys.argv[1:]], scale, asked.folder)
    rows = [Timed(**json.loads(line)) for line in told.splitlines() if line[:1] == "{"]
    return {row.page: row for row in rows}


def _measure(scale: float, asked: argparse.Namespace) -> None:
    for page in measured(ready(scale), asked):
        print(json.dumps(asdict(page)), flush=True)


def measured(country: object, asked: argparse.Namespace) -> Iterator[Timed]:
    from _country import pages, timing

    from hedgerow.foundation.collecting import set_aside

    set_aside()  # as the server does
    found = pages.Pages(country, random.Random(SEED))
    for name, ask in found.all().items():
        if asked.only in name:
            yield timing.timed(name, ask, asked)


if __name__ == "__main__":
    main()
