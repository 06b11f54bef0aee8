"""Holidays of a blueprint come every year, and go along again where they do."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from hedgerow.commons.activities.models import Series, Session
from hedgerow.commons.ecosystems.actions import add_holiday
from hedgerow.commons.ecosystems.holiday_planting import Holiday, plant_holidays
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.tests.factories import ecosystem
from hedgerow.edges.blueprints.schema import load
from hedgerow.edges.blueprints.yearly import holidays
from hedgerow.foundation.permissions import Actor

from .test_exporting import plant

STEWARD = Actor.the_steward()
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
UNITY = Holiday(name={"de": "Tag der Deutschen Einheit", "en": "Day of Unity"}, starts="10-03")
CHRISTMAS = Holiday(name={"de": "Weihnachten", "en": "Christmas"}, starts="12-25", ends="12-26")


@pytest.mark.django_db
def test_holidays_are_added_once_for_three_years_and_told_as_they_came() -> None:
    eco = ecosystem(languages=["de", "en"])
    for _again in range(2):
        plant_holidays(eco, (UNITY, CHRISTMAS), by=STEWARD, at=AT)
    days = sorted(eco.holidays.values_list("starts", "ends"))
    assert [(one.year, two) for one, two in days] == [
        (year, date.fromisoformat(f"{year}-{day}"))
        for year in (2025, 2026, 2027)
        for day in ("10-03", "12-26")
    ]
    assert [Holiday.model_validate(one) for one in holidays(eco)] == [UNITY, CHRISTMAS]


@pytest.mark.django_db
def test_days_that_move_or_came_once_are_no_holidays_of_every_year() -> None:
    eco = ecosystem()
    for day in (date(2025, 11, 27), date(2026, 11, 26)):
        add_holiday(eco, "Thanksgiving", day, day, by=STEWARD, at=AT)
    add_holiday(eco, "Snow day", date(2026, 2, 3), date(2026, 2, 3), by=STEWARD, at=AT)
    for year in (2024, 2028):
        add_holiday(eco, "Leap day", date(year, 2, 29), date(year, 2, 29), by=STEWARD, at=AT)
    for year in (2025, 2026):
        add_holiday(eco, "Winter", date(year, 12, 24), date(year + 1, 1, 2), by=STEWARD, at=AT)
    assert holidays(eco) == []


@pytest.mark.parametrize("days", [("02-29", ""), ("13-01", ""), ("12-24", "01-02"), ("1-1", "")])
def test_what_is_no_day_of_every_year_is_refused(days: tuple[str, str]) -> None:
    with pytest.raises(ValidationError):
        Holiday(name="Holiday", starts=days[0], ends=days[1])


@pytest.mark.django_db
@pytest.mark.slow
def test_holidays_of_the_country_stay_behind_where_only_the_pattern_is_taken_over() -> None:
    assert load("ark").holidays
    plant("ark", "elsewhere", name="Elsewhere")
    assert not Ecosystem.objects.get(slug="elsewhere").holidays.exists()


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.sqlite  # PostgreSQL: tests/kill
def test_between_two_terms_rooms_are_there_and_nothing_recurs_before_the_next(monkeypatch) -> None:
    monkeypatch.setattr("hedgerow.edges.blueprints.tests.test_exporting.AT", SUMMER)
    eco = plant("ark", "ark", history=True, scale=0.05)
    assert not Series.objects.filter(ecosystem=eco, starts__lte=SUMMER).exclude(
        activity__ends__gt=date(2026, 9, 3)
    )
    later = Session.objects.filter(ecosystem=eco).exclude(series=None)
    assert not later.filter(day__lt=date(2026, 9, 3)).exists()


SUMMER = datetime(2026, 7, 24, 16, 30, tzinfo=UTC)
