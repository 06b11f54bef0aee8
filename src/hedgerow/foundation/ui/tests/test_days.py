"""A day of a form lies where days can be reckoned with."""

import pytest
from django.core.exceptions import ValidationError

from hedgerow.foundation.ui.days import DayField


@pytest.mark.parametrize("text", ["1900-01-01", "2026-11-02", "2200-12-31"])
def test_days_people_mean_are_taken(text: str) -> None:
    assert DayField().clean(text).isoformat() == text


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_beyond_them_is_refused_with_the_years_there_are(text: str) -> None:
    with pytest.raises(ValidationError, match="1900 to 2200"):
        DayField().clean(text)
