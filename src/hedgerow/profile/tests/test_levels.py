"""Levels, caps, the feature's level and what the public sees."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.foundation.warehouse.readings import Reading, Window
from hedgerow.profile import levels, rules
from hedgerow.profile.definitions import FEATURES

WINDOW = Window.ending(date(2026, 6, 30))
SCALE = levels.published()
SIX = FEATURES[3].levelled


def a_reading(number="4.1", value: float | None = 0.3, **other):
    state = "ok" if value is not None else "insufficient"
    return Reading(**{"number": number, "state": state, "window": WINDOW, "value": value, **other})


def levelled(*readings, before=()):
    return rules.with_levels(
        {one.number: one for one in readings}, SCALE, {one.number: one for one in before}
    )


def of_level(number, level, low=None, high=None):
    return a_reading(number, 0.5, level=level, level_lower=low, level_upper=high)


@pytest.mark.parametrize(
    ("value", "level"), [(0.019, 0), (0.02, 1), (0.1, 2), (0.249, 2), (0.25, 3), (0.5, 4)]
)
def test_a_level_is_the_number_of_cuts_reached(value, level):
    assert rules.level_of(value, SCALE.cuts["4.1"]) == level


@pytest.mark.parametrize(("days", "level"), [(61, 0), (60, 1), (15, 2), (14, 3), (7, 4)])
def test_falling_cuts_are_maxima(days, level):
    assert rules.level_of(days, SCALE.cuts["3.6"]) == level


VERIFIED = a_reading("6.4", 0.95)


@pytest.mark.parametrize(
    ("readings", "before", "level"),
    [
        ([a_reading(value=0.6)], [], 3),
        ([a_reading(value=0.6), VERIFIED], [], 3),
        ([a_reading(value=0.6)], [a_reading(value=0.6)], 3),
        ([a_reading(value=0.6), a_reading("6.4", 0.92)], [a_reading(value=0.6)], 3),
        ([a_reading(value=0.6), VERIFIED], [a_reading(value=0.49)], 3),
        ([a_reading(value=0.6), VERIFIED], [a_reading(value=0.6)], 4),
    ],
)
def test_level_4_takes_two_windows_and_verification(readings, before, level):
    assert levelled(*readings, before=before)["4.1"].level == level


def test_the_interval_gives_a_range_of_levels():
    found = levelled(a_reading(value=0.12, lower=0.09, upper=0.26))["4.1"]
    assert (found.level_lower, found.level, found.level_upper) == (1, 2, 3)


def test_without_an_interval_the_range_is_open():
    found = levelled(a_reading(value=0.12))["4.1"]
    assert (found.level_lower, found.level, found.level_upper) == (0, 2, 3)


def test_a_cap_holds_level_and_range_down():
    reach = a_reading(value=0.05, lower=0.03, upper=0.12)
    found = levelled(reach, a_reading("4.2", 0.9, lower=0.8, upper=1.0))["4.2"]
    assert (found.level_lower, found.level, found.level_upper) == (1, 1, 2)


@pytest.mark.parametrize(
    ("reach", "equity", "named"), [(0.05, 0.9, "4.1"), (0.3, 0.9, ""), (0.05, 0.3, "")]
)
def test_what_keeps_a_level_down_is_named(reach, equity, named):
    found = levelled(a_reading(value=reach), a_reading("4.2", equity))
    assert rules.capped_by(found["4.2"], SCALE) == named
    assert rules.capped_by(found["4.1"], SCALE) == ""


@pytest.mark.parametrize("cap", [[], [a_reading(value=None)]])
def test_without_its_cap_a_measure_is_insufficient(cap):
    found = levelled(*cap, a_reading("4.2", 0.9))["4.2"]
    assert (found.state, found.value, found.level) == ("insufficient", None, None)


def test_a_feature_takes_the_lower_median():
    readings = {
        number: of_level(number, level)
        for number, level in zip(SIX, [3, 1, 2, 3, 2, 0], strict=True)
    }
    found = rules.feature_level(4, SIX, readings)
    assert (found.level, found.sufficient, found.of) == (2, 6, 6)


def test_a_measure_that_is_withheld_can_lie_anywhere_in_the_range():
    readings = {number: of_level(number, 3, 3, 3) for number in SIX[:4]}
    readings |= {
        number: Reading(number, "withheld", WINDOW, reason="few_learners") for number in SIX[4:]
    }
    found = rules.feature_level(4, SIX, readings)
    assert (found.lower, found.level, found.upper) == (3, 3, 3)
    readings[SIX[0]] = of_level(SIX[0], 1, 1, 1)
    found = rules.feature_level(4, SIX, readings)
    assert (found.lower, found.level, found.upper) == (1, 3, 3)


def test_a_features_range_comes_from_the_worst_and_the_best_bounds():
    readings = {
        number: of_level(number, 2, low, 3)
        for number, low in zip(SIX, [0, 1, 1, 2, 2, 2], strict=True)
    }
    found = rules.feature_level(4, SIX, readings)
    assert (found.lower, found.upper) == (1, 3)


@pytest.mark.parametrize(("sufficient", "level"), [(2, None), (3, 2)])
def test_half_of_the_measures_must_be_sufficient(sufficient, level):
    readings = {number: of_level(number, 2) for number in SIX[:sufficient]}
    found = rules.feature_level(4, SIX, readings)
    assert (found.level, found.sufficient) == (level, sufficient)


def test_a_lapse_counts_as_zero():
    now = {number: of_level(number, 3) for number in SIX[:2]}
    never = {number: a_reading(number, None) for number in SIX[2:]}
    lapsed = {number: a_reading(number, None, was_sufficient=True) for number in SIX[2:]}
    found = rules.feature_level(4, SIX, now | lapsed)
    assert (found.level, found.sufficient) == (0, 2)
    assert rules.feature_level(4, SIX, now | never).level is None


def test_a_reading_remembers_that_it_was_sufficient_before():
    found = levelled(a_reading(value=None), a_reading("4.5"), before=[a_reading(value=0.3)])
    assert found["4.1"].was_sufficient
    assert not found["4.5"].was_sufficient


@pytest.mark.slow
@given(st.lists(st.integers(0, 4), min_size=1))
def test_at_least_half_of_the_levels_are_at_or_below_the_lower_median(found):
    middle = rules.lower_median(found)
    assert middle in found
    assert 2 * sum(level <= middle for level in found) >= len(found)
    assert 2 * sum(level < middle for level in found) < len(found)
