"""A value is a number that its unit can have, whichever way it comes in."""

from decimal import Decimal

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import ecosystem, member_school
from hedgerow.commons.observations.actions import record_observations, save_indicators
from hedgerow.commons.observations.errors import OutOfBounds
from hedgerow.commons.observations.models import Indicator, Observation
from hedgerow.commons.observations.rules import fits
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .test_pages import ENDS, STARTS, signed_in

STEWARD = Actor.the_steward()


@pytest.mark.parametrize(
    ("unit", "value", "possible"),
    [
        ("percent", "0", True),
        ("percent", "100", True),
        ("percent", "100.01", False),
        ("Per  Cent", "640", False),
        ("%", "-1", False),
        ("share", "1", True),
        ("share", "1.2", False),
        ("proportion", "-0.1", False),
        ("learners", "-1", False),
        ("learners", "70000", True),
        ("days", "0.5", True),
        ("points", "-12", True),
        ("percentage points", "-3", True),
        ("percent change", "640", True),
    ],
)
def test_a_unit_says_which_numbers_are_possible(unit: str, value: str, possible: bool) -> None:
    assert fits(unit, Decimal(value)) is possible


def test_no_value_is_always_possible() -> None:
    assert fits("percent", None)


def attendance(within) -> Indicator:
    rows = [{"key": "attendance", "title": "Attendance", "unit": "percent"}]
    save_indicators(within, rows, by=STEWARD, at=NOW)
    return Indicator.objects.get(ecosystem=within)


@pytest.mark.django_db
def test_one_impossible_value_stops_the_set_and_says_what_is_expected() -> None:
    eco = ecosystem()
    one, school = attendance(eco), member_school(eco)
    facts = Fact.objects.count()
    row = {"indicator_id": one.pk, "organisation_id": school.pk, "starts": STARTS, "ends": ENDS}
    rows = [{**row, "value": Decimal(93)}, {**row, "ends": STARTS, "value": Decimal("640.0")}]
    with pytest.raises(OutOfBounds) as refusal:
        record_observations(eco, rows, by=STEWARD, at=NOW)
    said = "640 is no number of percent: expected a number from 0 to 100."
    assert str(refusal.value) == said
    assert not Observation.objects.exists()
    assert Fact.objects.count() == facts


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["baseline", "target"])
def test_a_baseline_and_a_target_are_numbers_of_the_unit_too(field: str) -> None:
    eco = ecosystem()
    one = attendance(eco)
    with pytest.raises(OutOfBounds):
        save_indicators(eco, [{"key": one.key, field: Decimal(101)}], by=STEWARD, at=NOW)
    fresh = {"key": "new", "title": "New", "unit": "learners", field: Decimal(-1)}
    with pytest.raises(OutOfBounds):
        save_indicators(eco, [fresh], by=STEWARD, at=NOW)
    save_indicators(eco, [{"key": one.key, field: Decimal(100)}], by=STEWARD, at=NOW)
    assert getattr(Indicator.objects.get(), field) == 100


@pytest.mark.slow
@pytest.mark.django_db
def test_the_pages_tell_it_beside_the_field() -> None:
    eco = ecosystem()
    one, school, browser = attendance(eco), member_school(eco), signed_in(eco)
    said = {"organisation": school.pk, "starts": "2025-08-01", "ends": "2026-06-30", "value": "640"}
    answer = browser.post(reverse("indicator-record", args=[eco.slug, one.uuid]), said)
    assert answer.status_code == 422
    assert 'id="id_value_error"' in answer.content.decode()
    said = {"title": "Served", "unit": "share", "direction": "up", "target": "90"}
    answer = browser.post(reverse("indicator-new", args=[eco.slug]), said)
    assert answer.status_code == 422
    assert 'id="id_target_error"' in answer.content.decode()
    said = {
        "title": "Attendance", "unit": "percent", "direction": "up", "baseline": "-4",
        "revision": one.revision,
    }  # fmt: skip
    answer = browser.post(reverse("indicator-edit", args=[eco.slug, one.uuid]), said)
    assert 'id="id_baseline_error"' in answer.content.decode()
    assert not Observation.objects.exists()
    assert Indicator.objects.get().baseline is None
