"""Measure 6.4 on records counted by hand, its interval against scipy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from math import comb

import ibis
import polars as pl
import pytest
from scipy.stats import binomtest

from hedgerow.features.accountability.measures import MEASURES
from hedgerow.foundation.warehouse.parquet import types
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.schemas import SAMPLED
from hedgerow.foundation.warehouse.units import Kept, Measured

WINDOW = Window.ending(date(2026, 11, 30))
IN, BEFORE = date(2026, 9, 30), date(2025, 11, 30)
Drawn = tuple[int, date, str]
numbers = count(1)


class Drawer:
    """The table of drawn records, and nothing else, as a measure reads it."""

    ecosystems: tuple[int, ...] = (1,)
    threshold = 10

    def __init__(self, *drawn: Drawn) -> None:
        rows = [
            (1, n, f"00000000-0000-7000-8000-{n:012d}", 1, site, day, verdict != "",
             verdict == "agrees", "live")
            for (site, day, verdict), n in zip(drawn, numbers, strict=False)
        ]  # fmt: skip
        self.rows = pl.DataFrame(rows, schema=types(SAMPLED), orient="row")

    def table(self, name: str) -> ibis.Table:
        assert name == "sampled"
        return ibis.memtable(self.rows)

    def kept(self, key: object, make: Callable[[], Kept]) -> Kept:
        return make()


def read(*drawn: Drawn) -> Measured:
    return MEASURES["6.4"](Drawer(*drawn), WINDOW)


def some(n: int, verdict: str, *, site: int = 1, day: date = IN) -> list[Drawn]:
    return [(site, day, verdict)] * n


def test_it_is_the_share_of_checked_records_that_their_source_confirms() -> None:
    """Fifteen of eighteen: two differ, of one there is no source; two of twenty are left."""
    found = read(
        *some(9, "agrees"), *some(6, "agrees", site=2), *some(2, "differs", site=2),
        *some(1, "missing"), *some(2, ""),
    )  # fmt: skip
    assert found.figures is not None
    value, low, high = found.figures
    assert (value, found.n, found.coverage) == (15 / 18, 18, 18 / 20)
    exact = binomtest(15, 18).proportion_ci(0.95, "exact")
    assert (low, high) == (pytest.approx(exact.low), pytest.approx(exact.high))
    # what "exact" means, summed by hand: each bound leaves 2.5 % beyond what was found
    at_least = sum(comb(18, k) * low**k * (1 - low) ** (18 - k) for k in range(15, 19))
    at_most = sum(comb(18, k) * high**k * (1 - high) ** (18 - k) for k in range(16))
    assert (at_least, at_most) == (pytest.approx(0.025), pytest.approx(0.025))


def test_its_rows_are_the_checked_records_each_counted_once() -> None:
    found = read(*some(4, "agrees"), *some(1, "differs"), *some(3, ""))
    assert found.table is not None
    assert (found.table.kind, len(set(found.table.units))) == ("observations.sampled", 5)
    assert found.table.numerators.tolist() == [1, 1, 1, 1, 0]
    assert found.table.denominators.tolist() == [1] * 5


def test_samples_drawn_before_the_window_do_not_count() -> None:
    found = read(*some(5, "agrees"), *some(5, "differs", day=BEFORE))
    assert (found.figures or [None])[0] == 1
    assert found.n == 5
    assert read(*some(5, "agrees", day=BEFORE)).reason == "no_sample"


def test_what_nobody_checked_is_missing_and_never_a_match() -> None:
    found = read(*some(6, "agrees"), *some(14, ""))
    assert (found.n, found.coverage) == (6, 6 / 20)
    nothing = read(*some(9, ""))
    assert (nothing.n, nothing.coverage, nothing.figures) == (0, 0, None)
    assert (read().state, read().reason) == ("insufficient", "no_sample")
