"""Indicators are locked once observed; a missing value has its reason and is not 0."""

from datetime import date
from decimal import Decimal

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.actions import save_framework
from hedgerow.commons.frameworks.errors import ItemInUse
from hedgerow.commons.membership.tests.factories import (
    actor,
    assigned,
    convener,
    ecosystem,
    member_school,
    organisation,
    person,
)
from hedgerow.commons.observations.actions import record_observations, save_indicators
from hedgerow.commons.observations.errors import IndicatorLocked, PeriodOrder, ValueOrReason
from hedgerow.commons.observations.models import Indicator, Observation
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
STARTS, ENDS = date(2025, 8, 1), date(2026, 6, 30)


def indicator(within: Ecosystem, key: str = "reading") -> Indicator:
    rows = [{"key": key, "title": "Reading", "unit": "points", "baseline": Decimal(10)}]
    save_indicators(within, rows, by=STEWARD, at=NOW)
    return Indicator.objects.get(ecosystem=within, key=key)


def row(one: Indicator, place, **values) -> dict[str, object]:
    said = {"value": Decimal(5)} if "missing" not in values else {}
    return {
        "indicator_id": one.pk, "organisation_id": place.pk, "starts": STARTS, "ends": ENDS,
        **said, **values,
    }  # fmt: skip


def record(within: Ecosystem, *rows) -> Outcome:
    return record_observations(within, rows, by=STEWARD, at=NOW)


def test_an_indicator_gets_an_item_with_its_title() -> None:
    one = indicator(ecosystem())
    assert (one.item.title, one.item.framework.key) == ("Reading", "indicators")


def test_an_item_that_an_indicator_measures_stays_in_its_framework() -> None:
    eco = ecosystem()
    framework = indicator(eco).item.framework
    with pytest.raises(ItemInUse, match="reading cannot"):
        save_framework(eco, framework.key, framework.title, [], by=STEWARD, at=NOW)
    assert framework.items.count() == 1


def test_saving_again_changes_only_what_differs() -> None:
    eco = ecosystem()
    indicator(eco)
    rows = [{"key": "reading", "target": Decimal(20)}]
    assert save_indicators(eco, rows, by=STEWARD, at=NOW) == Outcome(changed=1)
    assert save_indicators(eco, rows, by=STEWARD, at=NOW) == Outcome(unchanged=1)


def test_a_baseline_is_locked_once_observed() -> None:
    eco = ecosystem()
    one = indicator(eco)
    rows = [{"key": "reading", "baseline": Decimal(11)}]
    save_indicators(eco, rows, by=STEWARD, at=NOW)
    record(eco, row(one, member_school(eco)))
    with pytest.raises(IndicatorLocked):
        save_indicators(eco, [{"key": "reading", "baseline": Decimal(1)}], by=STEWARD, at=NOW)
    assert Indicator.objects.get().baseline == 11


def test_observations_are_recognised_by_indicator_place_period_and_group() -> None:
    eco = ecosystem()
    given = row(indicator(eco), member_school(eco))
    assert record(eco, given) == Outcome(new=1)
    facts = Fact.objects.count()
    assert record(eco, given) == Outcome(unchanged=1)
    assert Fact.objects.count() == facts
    assert record(eco, {**given, "value": Decimal(6)}) == Outcome(changed=1)
    assert Observation.objects.get().value == 6


def test_a_missing_value_has_a_reason_and_stays_missing() -> None:
    eco = ecosystem()
    one, school = indicator(eco), member_school(eco)
    for wrong in ({"missing": ""}, {"value": Decimal(1), "missing": "suppressed"}):
        with pytest.raises(ValueOrReason):
            record(eco, row(one, school, **wrong))
    assert not Observation.objects.exists()
    record(eco, row(one, school, missing="suppressed"))
    found = Observation.objects.get()
    assert (found.value, found.missing) == (None, "suppressed")


def test_zero_is_a_value() -> None:
    eco = ecosystem()
    record(eco, row(indicator(eco), member_school(eco), value=Decimal(0)))
    assert Observation.objects.get().value == 0


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    eco = ecosystem()
    with pytest.raises(PeriodOrder):
        record(eco, row(indicator(eco), member_school(eco), ends=date(2025, 7, 1)))
    assert not Observation.objects.exists()


def test_rows_of_elsewhere_are_not_found() -> None:
    eco, other = ecosystem(), ecosystem()
    one, school = indicator(eco), member_school(eco)
    with pytest.raises(NotFound):
        record(eco, row(indicator(other), school))
    with pytest.raises(NotFound):
        record(eco, row(one, organisation(other)))
    with pytest.raises(NotFound):
        rows = [{"key": "x", "unit": "y", "item_id": indicator(other, "z").item_id}]
        save_indicators(eco, rows, by=STEWARD, at=NOW)
    assert not Observation.objects.exists()
    assert not Indicator.objects.filter(key="x").exists()


def test_a_convener_may_and_a_member_may_not() -> None:
    eco = ecosystem()
    bo = person(eco, "Bo")
    assigned(bo, "member", eco)
    given = row(indicator(eco), member_school(eco))
    with pytest.raises(NotPermitted):
        record_observations(eco, [given], by=actor(bo), at=NOW)
    with pytest.raises(NotPermitted):
        save_indicators(eco, [{"key": "reading", "core": True}], by=actor(bo), at=NOW)
    assert not Observation.objects.exists()
    record_observations(eco, [given], by=actor(convener(eco)), at=NOW)
    assert Observation.objects.count() == 1


def test_it_takes_a_constant_number_of_queries(django_assert_max_num_queries) -> None:
    eco = ecosystem()
    one = indicator(eco)
    places = [member_school(eco, f"School {number}") for number in range(40)]
    with django_assert_max_num_queries(25):
        record(eco, *[row(one, place) for place in places])
