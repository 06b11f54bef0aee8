"""Pages of indicators: missing is not 0, small cells stay inside, refusals change nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import convener, ecosystem, member_school
from hedgerow.commons.observations.actions import record_observations, save_indicators
from hedgerow.commons.observations.models import Indicator, Observation
from hedgerow.foundation import subjects
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STARTS, ENDS = date(2025, 8, 1), date(2026, 6, 30)
STEWARD = Actor.the_steward()


def signed_in(within: Ecosystem) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = convener(within).pk
    session.save()
    return browser


def indicator(within: Ecosystem) -> Indicator:
    rows = [{"key": "reading", "title": "Reading", "unit": "points", "baseline": Decimal(10)}]
    save_indicators(within, rows, by=STEWARD, at=NOW)
    return Indicator.objects.get(ecosystem=within)


def observe(one: Indicator, place, day: date = STARTS, **said) -> None:
    row = {"indicator_id": one.pk, "organisation_id": place.pk, "starts": day, "ends": ENDS}
    record_observations(one.ecosystem, [{**row, **said}], by=STEWARD, at=NOW)


def address(name: str, one: Indicator) -> str:
    return reverse(name, args=[one.ecosystem.slug, one.uuid])


def test_a_convener_writes_an_indicator_and_records_a_missing_value() -> None:
    eco = ecosystem()
    browser, school = signed_in(eco), member_school(eco)
    said = {"title": "Days absent", "unit": "days", "direction": "down"}
    browser.post(reverse("indicator-new", args=[eco.slug]), said)
    one = Indicator.objects.get(ecosystem=eco)
    said = {
        "organisation": school.pk, "starts": "2025-08-01", "ends": "2026-06-30",
        "missing": "not tested",
    }  # fmt: skip
    assert browser.post(address("indicator-record", one), said).status_code == 302
    seen = Observation.objects.get(indicator=one)
    assert (seen.value, seen.missing) == (None, "not tested")
    assert "not tested" in browser.get(address("indicator", one)).content.decode()


def test_neither_value_nor_reason_is_refused_and_nothing_is_recorded() -> None:
    eco = ecosystem()
    one, school = indicator(eco), member_school(eco)
    said = {"organisation": school.pk, "starts": "2025-08-01", "ends": "2026-06-30"}
    answer = signed_in(eco).post(address("indicator-record", one), said)
    assert answer.status_code == 422
    assert "reason why it is missing" in answer.content.decode()
    assert not Observation.objects.exists()


def test_a_locked_baseline_is_told_in_the_form() -> None:
    eco = ecosystem()
    one = indicator(eco)
    observe(one, member_school(eco), value=Decimal(5))
    said = {
        "title": "Reading", "unit": "points", "direction": "up", "baseline": "11",
        "revision": one.revision,
    }  # fmt: skip
    answer = signed_in(eco).post(address("indicator-edit", one), said)
    assert answer.status_code == 422
    assert "stay as they are" in answer.content.decode()
    one.refresh_from_db()
    assert one.baseline == 10


def test_a_stale_edit_shows_both_versions_and_changes_nothing() -> None:
    eco = ecosystem()
    one = indicator(eco)
    said = {"title": "Reading", "unit": "marks", "direction": "up", "revision": one.revision + 1}
    answer = signed_in(eco).post(address("indicator-edit", one), said)
    assert answer.status_code == 409
    assert "marks" in answer.content.decode()
    assert "points" in answer.content.decode()
    one.refresh_from_db()
    assert one.unit == "points"


def test_outsiders_see_no_value_of_fewer_than_the_threshold() -> None:
    eco = ecosystem()
    one = indicator(eco)
    observe(one, member_school(eco, "Small School"), value=Decimal(5), n=9)
    observe(one, member_school(eco, "Large School"), value=Decimal(5), n=10)
    page = Client().get(address("indicator", one)).content.decode()
    taken = Client().get(address("indicator", one), {"format": "csv"})
    away = b"".join(taken.streaming_content) if taken.streaming else taken.content
    assert "Large School" in page
    assert b"Large School" in away
    assert "Small School" not in page
    assert b"Small School" not in away


def test_an_indicator_links_by_its_subject() -> None:
    one = indicator(ecosystem())
    found = subjects.resolve(Actor.public(), "observations.indicator", [one.uuid])
    assert found[one.uuid].url == address("indicator", one)


@pytest.mark.slow
def test_twenty_observations_take_as_many_queries_as_two() -> None:
    eco = ecosystem()
    browser, one, school = signed_in(eco), indicator(eco), member_school(eco)
    counts = []
    for days in (range(2), range(2, 20)):
        for day in days:
            observe(one, school, STARTS + timedelta(days=day), value=Decimal(day))
        with CaptureQueriesContext(connection) as seen:
            browser.get(address("indicator", one))
        counts.append(len(seen))
    assert counts[0] == counts[1]
