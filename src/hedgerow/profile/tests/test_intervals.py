"""Intervals against scipy, and their coverage over simulated trials."""

import numpy as np
import pytest
import scipy

from hedgerow.profile import intervals
from hedgerow.profile.parity import parity, parity_interval

TRIALS = 1_000
# few clusters are the hardest case: every check tries them, the larger ones take seconds
CLUSTERS = [10, *(pytest.param(number, marks=pytest.mark.slow) for number in (30, 300))]


@pytest.fixture
def fewer_draws(monkeypatch, clusters):
    """At 300 clusters a quarter of the resamples: coverage can only suffer, and it stays quick."""
    if clusters == 300:
        monkeypatch.setattr(intervals, "DRAWS", intervals.DRAWS // 4)
    intervals._weights.cache_clear()
    yield
    intervals._weights.cache_clear()


def _coverage(bounds, truth):
    lower, upper = bounds
    return np.mean((lower <= truth) & (truth <= upper))


def _beta_binomial(rng, clusters, share, correlation):
    """Learners per site of very unequal size, alike within their site."""
    size = np.maximum(3, rng.lognormal(3.3, 0.7, (TRIALS, clusters))).astype(int)
    weight = (1 - correlation) / correlation
    chance = rng.beta(share * weight, (1 - share) * weight, (TRIALS, clusters))
    return rng.binomial(size, chance)[..., None].astype(float), size[..., None].astype(float)


@pytest.mark.usefixtures("fewer_draws")
@pytest.mark.parametrize("clusters", CLUSTERS)
@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.9])
@pytest.mark.parametrize("correlation", [0.02, 0.1])
def test_intervals_of_shares_cover_the_truth(clusters, share, correlation):
    rng = np.random.default_rng(5)
    numerators, denominators = _beta_binomial(rng, clusters, share, correlation)
    found = _coverage(intervals.share_interval(numerators, denominators), share)
    assert 0.92 <= found <= 0.98


@pytest.mark.usefixtures("fewer_draws")
@pytest.mark.parametrize("clusters", CLUSTERS)
def test_intervals_of_ratios_cover_the_truth(clusters):
    rng = np.random.default_rng(6)
    learners = rng.integers(5, 60, (TRIALS, clusters))
    hours = rng.gamma(learners * 2.0)
    linked = hours * rng.beta(3, 5, hours.shape)
    found = _coverage(intervals.ratio_interval(linked[..., None], hours[..., None]), 3 / 8)
    assert 0.92 <= found <= 0.98


@pytest.mark.slow
@pytest.mark.usefixtures("fewer_draws")
@pytest.mark.parametrize("clusters", CLUSTERS)
@pytest.mark.parametrize(
    "shares", [(0.5, 0.3, 0.1, 0.05, 0.05), (0.4, 0.3, 0.2, 0.1), (0.9, 0.06, 0.02, 0.01, 0.01)]
)
def test_intervals_of_diversity_cover_the_truth(clusters, shares):
    rng = np.random.default_rng(3)
    parts = rng.gamma(np.array(shares) * 10, size=(TRIALS, clusters, len(shares))) + 1e-12
    hours = rng.gamma(4, 100, (TRIALS, clusters, 1)) * parts / parts.sum(axis=-1, keepdims=True)
    truth = np.exp(scipy.stats.entropy(shares))
    found = _coverage(intervals.diversity_interval(hours, np.zeros_like(hours)), truth)
    assert 0.92 <= found <= 0.98


def _groups(rng, clusters, rates, mix, correlation):
    """Learners of several groups per site, whose rates move together within a site."""
    size = np.stack([rng.poisson(80 * part, (TRIALS, clusters)) for part in mix], axis=-1)
    shared = rng.normal(size=(TRIALS, clusters, 1)) * 0.7
    rank = scipy.stats.norm.cdf(shared + rng.normal(size=size.shape) * np.sqrt(1 - 0.49))
    weight = (1 - correlation) / correlation
    grid = np.linspace(0.0005, 0.9995, 400)
    chance = np.stack(
        [
            np.interp(
                rank[..., group],
                grid,
                scipy.stats.beta.ppf(grid, rate * weight, (1 - rate) * weight),
            )
            for group, rate in enumerate(rates)
        ],
        axis=-1,
    )
    came = rng.binomial(size, chance)
    return tuple(
        np.concatenate([count.sum(axis=-1, keepdims=True), count], axis=-1).astype(float)
        for count in (came, size)
    )


@pytest.mark.usefixtures("fewer_draws")
@pytest.mark.parametrize("clusters", CLUSTERS)
@pytest.mark.parametrize(
    ("rates", "mix"),
    [
        ((0.3, 0.3), (0.5, 0.5)),
        ((0.3, 0.2), (0.7, 0.3)),
        ((0.3, 0.25, 0.2), (0.5, 0.3, 0.2)),
        ((0.2, 0.2, 0.2, 0.2), (0.25, 0.25, 0.25, 0.25)),
    ],
)
def test_intervals_of_parity_cover_the_truth(clusters, rates, mix):
    rng = np.random.default_rng(9)
    numerators, denominators = _groups(rng, clusters, rates, mix, correlation=0.02)
    truth = min(rates) / np.dot(rates, mix)
    assert 0.92 <= _coverage(parity_interval(numerators, denominators), truth) <= 0.98


def test_the_score_bounds_equal_scipys_wilson_interval():
    for came, of in [(0, 12), (7, 12), (12, 12), (130, 1000)]:
        expected = scipy.stats.binomtest(came, of).proportion_ci(method="wilson")
        quantile = scipy.stats.norm.ppf(0.975)
        found = intervals.score_bounds(np.array(came / of), np.array(float(of)), quantile)
        np.testing.assert_allclose(found, (expected.low, expected.high), atol=1e-12)


def test_a_design_effect_widens_the_interval():
    sizes = np.full(10, 20.0)
    alike = intervals.wilson(np.array([20.0] * 5 + [0.0] * 5), sizes)
    mixed = intervals.wilson(np.full(10, 10.0), sizes)
    assert alike[1] - alike[0] > 2 * (mixed[1] - mixed[0])


def test_the_linearised_interval_equals_a_t_test_when_denominators_are_equal():
    values = np.array([3.0, 5.0, 8.0, 1.0, 4.0, 4.5])
    found = intervals.ratio_interval(values[:, None], np.ones((6, 1)))
    expected = scipy.stats.ttest_1samp(values, 0).confidence_interval(0.95)
    np.testing.assert_allclose(found, expected)


@pytest.mark.slow
def test_the_bootstrap_agrees_with_scipys_bca():
    rng = np.random.default_rng(4)
    hours = rng.gamma(4, 100, 400)
    linked = hours * rng.beta(3, 5, 400)
    found = intervals.ratio_interval(linked[:, None], hours[:, None])
    expected = scipy.stats.bootstrap(
        (linked, hours),
        lambda above, below, axis=-1: above.sum(axis=axis) / below.sum(axis=axis),
        paired=True,
        vectorized=True,
        method="BCa",
        rng=np.random.default_rng(8),
    ).confidence_interval
    width = expected.high - expected.low
    np.testing.assert_allclose(found, (expected.low, expected.high), atol=0.1 * width)


@pytest.mark.slow
def test_the_same_clusters_give_the_same_interval():
    rng = np.random.default_rng(2)
    numerators, denominators = _beta_binomial(rng, 40, 0.3, 0.05)
    again = intervals.share_interval(numerators, denominators)
    np.testing.assert_array_equal(intervals.share_interval(numerators, denominators), again)


def test_nobody_of_a_group_leaves_room_above_zero():
    numerators = np.array([[8.0, 8.0, 0.0]] * 10)
    denominators = np.array([[30.0, 20.0, 10.0]] * 10)
    lower, upper = parity_interval(numerators, denominators)
    assert parity(numerators.sum(axis=0), denominators.sum(axis=0)) == 0
    assert lower == 0
    assert 0 < upper < 0.5


def test_diversity_counts_equal_sectors():
    assert intervals.diversity(np.array([5.0, 5.0, 5.0, 0.0]), np.zeros(4)) == pytest.approx(3)
