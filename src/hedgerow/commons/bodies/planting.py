"""What a blueprint says of bodies, and how they are planted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, in_languages
from hedgerow.foundation.blueprints import Count, Invented, Key, Language, Section
from hedgerow.foundation.permissions import Actor

from .actions import found_body
from .models import YEARS
from .models import Body as BodyRow

Role = Literal[
    "convener", "leader", "educator", "tutor", "partner", "evaluator", "guardian", "learner"
]  # fmt: skip


Title = Annotated[str, Field(min_length=1, max_length=120)]


class Constituency(Section):
    """``held_by`` says who holds its seats in a simulated history of the whole ecosystem."""

    title: Title | Annotated[dict[Language, Title], Field(min_length=1)]
    seats: Annotated[int, Field(ge=1)]
    held_by: Role | None = None


class Body(Invented):
    """``simulated`` tells that the sharing out of its seats is not recorded; ``founded`` is a year."""

    key: Key
    title: Named
    seats: Count
    founded: Annotated[int, Field(ge=YEARS[0], le=YEARS[1])] | None = None
    constituencies: tuple[Constituency, ...] = ()

    @model_validator(mode="after")
    def _seats_add_up(self) -> Self:
        shared = sum(one.seats for one in self.constituencies)
        if shared != self.seats:
            raise ValueError(f"constituencies of {self.seats} seats in all, not {shared}")
        return self


def plant_bodies(ecosystem: Ecosystem, bodies: Sequence[Body], *, by: Actor, at: datetime) -> None:
    """Found the bodies that are not there yet."""
    kept = set(BodyRow.objects.filter(ecosystem=ecosystem).values_list("key", flat=True))
    for one in bodies:
        if one.key not in kept:
            said = in_languages({"name": one.title}, ecosystem.languages)
            shared = shares(one.constituencies, ecosystem.languages)
            said |= {"founded": one.founded, "simulated": one.simulated}
            found_body(ecosystem, one.key, constituencies=shared, by=by, at=at, **said)


def shares(rows: Iterable[Constituency], languages: Sequence[str]) -> list[dict[str, Any]]:
    """Constituencies as a body is founded with."""
    return [{**in_languages({"name": row.title}, languages), "quota": row.seats} for row in rows]
