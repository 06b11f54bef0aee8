"""Indicators of all fourteen have values, made up and marked so, term after term."""

from __future__ import annotations

from itertools import pairwise
from statistics import mean

import pytest
from django.db.models import F, Q

from hedgerow.commons.ecosystems.clock import local_day
from hedgerow.commons.observations.models import Indicator, Observation
from hedgerow.commons.observations.rules import fits
from hedgerow.edges.blueprints.schema import available

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


@pytest.mark.parametrize("key", available())
def test_every_indicator_has_values_of_several_terms_that_fit_its_unit(key: str) -> None:
    found = Indicator.objects.filter(ecosystem__slug=key)
    assert found
    for one in found:
        told = one.observations.exclude(value=None)
        assert told.values("starts").distinct().count() >= 2, one.key
        assert all(fits(one.unit, value) for value in told.values_list("value", flat=True))


@pytest.mark.parametrize("key", available())
def test_each_value_says_that_it_is_made_up_and_was_recorded_after_its_term(key: str) -> None:
    rows = Observation.objects.filter(ecosystem__slug=key).select_related("ecosystem")
    assert {*rows.values_list("origin", flat=True)} == {"simulated"}
    assert not rows.filter(source="").exists()
    assert all(one.ends < local_day(one.recorded_at, one.ecosystem.time_zone) for one in rows)


@pytest.mark.parametrize("key", available())
def test_what_is_told_by_group_has_groups_of_its_own_dimension(key: str) -> None:
    for one in Indicator.objects.filter(ecosystem__slug=key):
        there = one.observations.exclude(group=None)
        assert {*there.values_list("group__dimension", flat=True)} == {*one.disaggregation}
        assert not there.exclude(group__ecosystem=one.ecosystem_id).exists()


def test_some_values_are_missing_and_say_why() -> None:
    rows = Observation.objects.all()
    missing = rows.filter(value=None)
    reasons = {*missing.values_list("missing", flat=True)}
    assert "" not in reasons
    assert {"not reported in time", "too few people to tell", "no se informó a tiempo"} <= reasons
    assert not missing.exclude(n=None).exists()
    assert 0.02 < missing.filter(group=None).count() / rows.filter(group=None).count() < 0.08


def test_no_group_counts_more_than_everybody_at_the_same_place() -> None:
    whole = {
        (row.indicator_id, row.organisation_id, row.starts): row
        for row in Observation.objects.filter(group=None)
    }
    for row in Observation.objects.exclude(group=None).exclude(n=None):
        assert row.n is not None
        assert row.n <= (whole[row.indicator_id, row.organisation_id, row.starts].n or 0)


def test_core_indicators_can_be_judged_and_most_come_closer_to_what_is_hoped_for() -> None:
    core = Indicator.objects.filter(core=True)
    assert {*core.values_list("ecosystem__slug", flat=True)} == {*available()}
    assert not core.filter(minimum_change=None).exists()
    steps = [
        after - before if one.direction == "up" else before - after
        for one in core
        for before, after in pairwise(_means(one))
    ]
    assert sum(step > 0 for step in steps) > 0.7 * len(steps)


def _means(one: Indicator) -> list[float]:
    """What all places have on average, term after term."""
    rows = one.observations.filter(group=None).exclude(value=None)
    days = sorted({*rows.values_list("starts", flat=True)})
    return [mean(float(row.value or 0) for row in rows if row.starts == day) for day in days]


def test_nobody_is_said_to_be_beyond_a_target() -> None:
    beyond = Q(indicator__direction="up", value__gt=F("indicator__target"))
    beyond |= Q(indicator__direction="down", value__lt=F("indicator__target"))
    assert not Observation.objects.filter(beyond, group=None).exists()
