"""What a blueprint says of the days on which nothing is held, and how they are planted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hedgerow.foundation.blueprints import Invented
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Ecosystem
from .models import Holiday as HolidayRow
from .told_planting import Named, in_languages

COMMON_YEAR = 2001
Day = Annotated[str, Field(pattern=r"^\d\d-\d\d$")]


class Holiday(Invented):
    """Days of every year, from month-day to month-day; without ``ends`` the one day.

    Those that move from year to year are not told of: an ecosystem adds them to its own calendar.
    """

    name: Named
    starts: Day
    ends: Day | Literal[""] = ""

    @model_validator(mode="after")
    def _are_days_in_order(self) -> Self:
        try:
            first, last = self.in_year(COMMON_YEAR)
        except ValueError as error:
            raise ValueError("days that every year has, such as 12-25") from error
        if last < first:
            raise ValueError("an end on or after the start, in one year")
        return self

    def in_year(self, year: int) -> tuple[date, date]:
        """First and last day in that year."""
        first, last = (f"{year}-{day}" for day in (self.starts, self.ends or self.starts))
        return date.fromisoformat(first), date.fromisoformat(last)


def plant_holidays(
    ecosystem: Ecosystem, holidays: Sequence[Holiday], *, by: Actor, at: datetime
) -> None:
    """Add last year's, this and next year's holidays; those there are stay."""
    kept = set(HolidayRow.objects.filter(ecosystem=ecosystem).values_list("starts", "ends"))
    for year in range(at.year - 1, at.year + 2):
        for one in holidays:
            days = one.in_year(year)
            if days not in kept:
                said = in_languages({"name": one.name}, ecosystem.languages)
                actions.add_holiday(ecosystem, said.pop("name"), *days, by=by, at=at, **said)
