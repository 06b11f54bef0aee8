"""What a blueprint says of the school year, and how it is planted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from hedgerow.foundation.blueprints import Invented
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Ecosystem
from .models import Term as TermRow
from .told_planting import Named, in_languages

MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")]


class Term(Invented):
    """A stretch of each school year, from month-day to month-day; it does not cross New Year."""

    name: Named
    starts: MonthDay
    ends: MonthDay

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.starts:
            raise ValueError("an end on or after the start")
        return self

    def in_year(self, year: int) -> tuple[date, date]:
        """First and last day in that year."""
        return date.fromisoformat(f"{year}-{self.starts}"), date.fromisoformat(
            f"{year}-{self.ends}"
        )


def plant_terms(ecosystem: Ecosystem, terms: Sequence[Term], *, by: Actor, at: datetime) -> None:
    """Add last year's, this and next year's terms; those there are stay."""
    kept = set(TermRow.objects.filter(ecosystem=ecosystem).values_list("name", flat=True))
    for year in range(at.year - 1, at.year + 2):
        for term in terms:
            said = _named_in(term, year, ecosystem.languages)
            name = said.pop("name")
            if name not in kept:
                said["simulated"] = term.simulated
                actions.add_term(ecosystem, name, *term.in_year(year), by=by, at=at, **said)


def _named_in(term: Term, year: int, languages: Sequence[str]) -> dict[str, Any]:
    """What the term of one year is called, in each language."""
    if isinstance(term.name, str):
        return {"name": f"{term.name} {year}"}
    named = {code: f"{name} {year}" for code, name in term.name.items()}
    return in_languages({"name": named}, languages)
