"""Days, hours and numbers are written as the reader's language has them."""

from datetime import datetime

import pytest
from django.utils.formats import date_format, number_format
from django.utils.translation import override

LATE = datetime(2026, 11, 5, 15, 5)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "5 November 2026", "5 November 2026, 15:05"),
        ("es", "5 de noviembre de 2026", "5 de noviembre de 2026, 15:05"),
        ("ar", "5 نوفمبر 2026", "5 نوفمبر 2026، 3:05 م"),
    ],
)
def test_a_day_has_its_month_as_a_word(language: str, day: str, moment: str) -> None:
    with override(language):
        assert date_format(LATE.date()) == day
        assert date_format(LATE, "DATETIME_FORMAT") == moment


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "12,345.6"), ("es", "12\N{NO-BREAK SPACE}345.6"), ("ar", "12,345.6")],
)
def test_a_number_has_a_point_before_its_decimals(language: str, said: str) -> None:
    with override(language):
        assert number_format("12345.6", force_grouping=True) == said
