"""A simulated history takes place on days of school, and speaks a language of its ecosystem."""

from datetime import UTC, date, datetime

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.history.days import weekday_from
from hedgerow.edges.blueprints.plot import Plot
from hedgerow.edges.blueprints.schema import load
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "found"), [(27, 27), (28, 30), (29, 30), (30, 30)])
def test_what_falls_on_a_weekend_takes_place_on_the_monday_after(day: int, found: int) -> None:
    assert weekday_from(date(2026, 11, day)) == date(2026, 11, found)


@pytest.mark.parametrize(
    ("languages", "told"),
    [(["es", "en"], "es"), (["he", "ar"], "ar"), (["ko"], "en"), ([], "en")],
)
def test_what_is_made_up_is_in_the_first_language_that_there_are_words_in(
    languages: list[str], told: str
) -> None:
    place = Ecosystem(slug="mine", languages=languages)
    assert Plot(place, load("tulsa"), Actor.the_steward(), AT, True).language == told
