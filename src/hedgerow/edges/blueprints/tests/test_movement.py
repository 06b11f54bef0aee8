"""Made-up values of an indicator move as it is told, stay possible, and come again from one seed."""

from decimal import Decimal
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hedgerow.commons.observations.rules import fits
from hedgerow.edges.blueprints.history.movement import Ends, way
from hedgerow.edges.blueprints.history.tallies import Learners, Tally
from hedgerow.edges.blueprints.simulated_values import Observed

UNITS = ("share", "percent", "students", "points", "Angebote")
NOTHING = Observed()


@pytest.mark.parametrize(
    ("ends", "told", "first", "last"),
    [
        (Ends("students", 18000, 23000, False), NOTHING, 18000, 21000),
        (Ends("partners", 150, None, False), NOTHING, 150, 162),
        (Ends("share", 0.98, None, False), NOTHING, 0.98, 1),
        (Ends("components", None, 7, False), NOTHING, 4.2, 5.88),
        (Ends("students", None, 80, True), NOTHING, 112, 92.8),
        (Ends("share", None, None, False), NOTHING, 0.45, 0.6),
        (Ends("hours", None, None, True), NOTHING, 28, 20),
        (Ends("points", 32, 40, False), Observed(first=Decimal(2), last=Decimal(5)), 2, 5),
    ],
)
def test_a_way_leads_from_the_baseline_towards_the_target_unless_it_is_told(
    ends: Ends, told: Observed, first: float, last: float
) -> None:
    found = way(ends, told)
    assert (found.first, found.last) == (pytest.approx(first), pytest.approx(last))


@given(
    unit=some.sampled_from(UNITS), down=some.booleans(), seed=some.integers(0, 99),
    target=some.none() | some.floats(0, 1), part=some.floats(0, 1), offset=some.floats(-0.5, 0.5),
)  # fmt: skip
def test_no_value_is_beyond_its_unit_or_its_target(
    unit: str, target: float | None, part: float, offset: float, seed: int, *, down: bool
) -> None:
    found = way(Ends(unit, None, target, down), NOTHING)
    value = found.at(part, Random(seed), offset)
    assert fits(unit, value)
    if target is not None and unit == "share":
        beyond = target - float(value) if down else float(value) - target
        assert beyond < 0.006  # as values are rounded to two decimals


def tally(told: Observed, unit: str = "students", by: str = "language") -> Tally:
    row: Any = SimpleNamespace(
        pk=1, key="served", unit=unit, baseline=None, target=None, direction="up",
        disaggregation=[by] if by else [], Direction=SimpleNamespace(DOWN="down"),
    )  # fmt: skip
    here = {(8, 1): 30, (8, 2): 14, (8, 3): 3}
    return Tally(7, row, told, Learners({8: 50}, here, {"language": [1, 2, 3]}, [8], 9))


OF_LEARNERS = Observed(first=Decimal("0.4"), last=Decimal("0.6"), of_learners=True)


def test_groups_add_up_to_everybody_and_of_few_nothing_is_told() -> None:
    rows = list(tally(OF_LEARNERS).rows("2026-01-05", 1))
    *groups, whole = rows
    assert [one["group_id"] for one in groups] == [1, 2, 3]
    assert [one.get("n") for one in rows] == [30, 14, None, 50]
    assert groups[2]["missing"]
    told = [one["value"] for one in groups[:2]]
    assert sum(told) < whole["value"] <= 50
    assert all(value <= one["n"] for value, one in zip(told, groups, strict=False))


def test_of_a_rate_everybody_has_the_mean() -> None:
    *groups, whole = tally(NOTHING, unit="share").rows("2026-01-05", 1)
    told = [one["value"] for one in groups if "value" in one]
    assert min(told) - Decimal("0.1") <= whole["value"] <= max(told) + Decimal("0.1")


def test_what_is_kept_of_all_is_told_of_all_learners_by_one() -> None:
    (row,) = tally(Observed(whole=True), unit="hives", by="").rows("2026-01-05", 1)
    assert (row["organisation_id"], row["n"]) == (9, 50)


def test_the_same_seed_tells_the_same_and_some_places_tell_nothing() -> None:
    terms = [f"{year}-01-05" for year in range(1000, 1200)]
    first, again = ([list(tally(NOTHING).rows(one, 0.5)) for one in terms] for _ in range(2))
    assert first == again
    silent = [rows for rows in first if len(rows) == 1]
    assert 0 < len(silent) < 30
    assert all(rows[0]["missing"] and "value" not in rows[0] for rows in silent)
