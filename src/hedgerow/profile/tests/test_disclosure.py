"""What the public sees of a reading, and what nobody can work back from it."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from hedgerow.foundation.warehouse.readings import Reading, Window
from hedgerow.profile import disclosure, levels, rules, wording

WINDOW = Window.ending(date(2026, 6, 30))
SCALE = levels.published()
THRESHOLD = 10


def a_reading(number="4.1", value=0.3, **other):
    state = "ok" if value is not None else "insufficient"
    return Reading(**{"number": number, "state": state, "window": WINDOW, "value": value, **other})


SHARE = {"is_share": True, "n": 1000, "coverage": 1.0, "lower": 0.2, "upper": 0.4}


def test_the_public_sees_a_total_above_the_threshold():
    shown = disclosure.for_public(a_reading(smallest_cell=300, rows="file", **SHARE), 10)
    assert (shown.reading.value, shown.reading.n, shown.coded) == (0.3, 1000, "")
    assert shown.reading.rows == ""


def test_the_public_sees_nothing_of_a_cell_under_the_threshold():
    reading = a_reading(smallest_cell=9, **SHARE | {"n": 30}, level=2, level_lower=1)
    shown = disclosure.for_public(reading, 10).reading
    assert shown.state == "withheld"
    assert (shown.value, shown.n, shown.coverage, shown.lower, shown.level) == (
        None,
        0,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(("value", "coded"), [(0.97, "above"), (0.03, "below")])
def test_extreme_shares_of_learners_are_coded(value, coded):
    shown = disclosure.for_public(a_reading(value=value, smallest_cell=30, **SHARE), 10)
    assert shown.coded == coded
    assert (shown.reading.value, shown.reading.lower, shown.reading.upper) == (None, None, None)


def test_nobody_reads_a_level_as_surer_than_those_with_a_role_do():
    """By chance: readings of few sites and many, coded, withheld and not; the seed stays."""
    chance = Random(7)
    numbers = ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6")
    narrower = apart = 0
    for _ in range(600):
        exact = {}
        for number in numbers:
            low, level, high = sorted(chance.choices(range(5), k=3))
            exact[number] = a_reading(
                number, chance.choice((0.3, 0.97)), smallest_cell=chance.choice((None, 300, 300, 3)),
                clusters=chance.choice((3, 9)), level=level, level_lower=low, level_upper=high,
                **SHARE,
            )  # fmt: skip
        public = {key: disclosure.for_public(one, 10).reading for key, one in exact.items()}
        mine, theirs = (rules.feature_level(4, numbers, some) for some in (exact, public))
        if theirs.level is None:
            continue
        if all(one.state == "ok" for one in public.values()):
            assert theirs.level == mine.level
        apart += theirs.level != mine.level
        assert theirs.lower <= theirs.level <= theirs.upper
        assert theirs.lower <= mine.lower <= mine.upper <= theirs.upper
        narrower += theirs.lower < mine.lower
    assert narrower
    assert apart


def test_an_extreme_share_of_few_learners_is_withheld():
    shown = disclosure.for_public(a_reading(value=0.0, smallest_cell=0, **SHARE | {"n": 499}), 10)
    assert shown.reading.state == "withheld"


def test_coverage_that_tells_of_few_learners_is_left_out():
    reading = a_reading(smallest_cell=300, **SHARE | {"coverage": 0.995})
    assert disclosure.for_public(reading, 10).reading.coverage is None


@pytest.mark.parametrize("value", [1.7, None])
def test_what_rests_on_private_activities_is_withheld(value):
    reading = a_reading("2.1", value=value, n=20, coverage=1.0, level=2, rows="x", inner=True)
    shown = disclosure.for_public(reading, 10).reading
    assert (shown.state, shown.reason) == ("withheld", "inner")
    assert (shown.value, shown.n, shown.coverage, shown.level, shown.rows) == (
        None,
        0,
        None,
        None,
        "",
    )
    assert wording.why(shown)


def test_figures_of_organisations_are_public():
    reading = a_reading("4.5", 0.5, is_share=True, n=6, coverage=1.0)
    assert disclosure.for_public(reading, 10).reading.value == 0.5


def test_few_sites_give_no_interval_away():
    """With two sites of known size, total and width are two equations for two counts."""
    reading = a_reading(smallest_cell=300, level=3, level_lower=2, level_upper=3, **SHARE)
    for clusters, seen in [(2, None), (4, None), (5, 0.2)]:
        shown = disclosure.for_public(replace(reading, clusters=clusters), THRESHOLD).reading
        assert (shown.lower, shown.value, shown.level) == (seen, 0.3, 3)
        assert (shown.level_lower is None) is (seen is None)


def test_coverage_is_judged_by_the_learners_it_speaks_of():
    """3 of 100 participants without a group, among 1,000 eligible: 97 % would tell of the three."""
    equity = {"smallest_cell": 30, "n": 1000, "coverage": 0.97}
    told = disclosure.for_public(a_reading("4.2", 0.9, coverage_of=100, **equity), THRESHOLD)
    assert told.reading.coverage is None
    many = disclosure.for_public(a_reading("4.2", 0.9, coverage_of=1000, **equity), THRESHOLD)
    assert many.reading.coverage == 0.97


def test_the_difference_of_two_readings_counts_no_few_learners():
    """403 served by somebody, 400 of them eligible: the three others stay unknown."""
    served = a_reading("4.6", 0.4, smallest_cell=160, **SHARE | {"n": 403})
    assert disclosure.for_public(served, THRESHOLD).reading.n == 400


def test_a_lapse_counts_for_the_public_too():
    lapsed = a_reading(value=None, smallest_cell=3, reason="too_few", was_sufficient=True)
    assert disclosure.for_public(lapsed, THRESHOLD).reading.has_lapsed


def seen_by_the_public(number, came, of):
    """Everything a page, list or API could say of a share of learners."""
    exact = a_reading(
        number, came / of, n=of, coverage=1.0, is_share=True, smallest_cell=min(came, of - came)
    )
    levelled = rules.with_levels({number: exact}, SCALE)[number]
    shown = disclosure.for_public(levelled, THRESHOLD)
    one = shown.reading
    said = wording.coded(shown.coded) if shown.coded else wording.figure(one, one.value)
    return one.state, said, one.n, one.level, one.lower, one.coverage


@pytest.mark.slow
@pytest.mark.parametrize("number", ["4.1", "4.4", "4.6"])
@pytest.mark.parametrize("of", [25, 60, 199, 499, 500, 503, 1200])
def test_no_hidden_count_of_learners_can_be_worked_back(number, of):
    """Whoever knows the whole and tries every count is left with as many as the threshold."""
    possible = {}
    for came in range(of + 1):
        possible.setdefault(seen_by_the_public(number, came, of), []).append(came)
    for counts in possible.values():
        if any(min(came, of - came) < THRESHOLD for came in counts):
            assert len(counts) >= THRESHOLD


@pytest.mark.parametrize(("is_share", "value"), [(True, 0.588), (False, 0.59)])
def test_no_decimal_goes_out_that_no_page_shows(is_share, value):
    """With n rounded to 210, a share in all its digits is 124 of 211 and of nothing else."""
    exact = a_reading("4.4", 124 / 211, smallest_cell=87, clusters=9,
                      **SHARE | {"n": 211, "is_share": is_share, "lower": 1 / 3, "upper": 2 / 3,
                                 "coverage": 190 / 211})  # fmt: skip
    shown = disclosure.for_public(exact, THRESHOLD).reading
    assert shown.value == value
    assert (shown.lower, shown.upper) == ((0.333, 0.667) if is_share else (0.33, 0.67))
    assert shown.coverage == 0.9


def test_figures_are_rounded_and_not_cut():
    mean = a_reading("2.1")
    assert wording.figure(mean, 2.678) == "2.68"
    assert wording.figure(mean, 2.0) == "2.00"
    assert wording.percent(0.87556) == "87.6 %"
    assert wording.percent(2 / 3) == "66.7 %"
