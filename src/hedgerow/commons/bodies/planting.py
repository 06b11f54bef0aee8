"""What a blueprint says of bodies, and how they are planted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.blueprints import Count, Invented, Key, Section, Words
from hedgerow.foundation.permissions import Actor

from .actions import found_body
from .models import Body as BodyRow

Role = Literal[
    "convener", "leader", "educator", "tutor", "partner", "evaluator", "guardian", "learner"
]  # fmt: skip


class Constituency(Section):
    """``held_by`` says who holds its seats in a simulated history of the whole ecosystem."""

    title: Words
    seats: Annotated[int, Field(ge=1)]
    held_by: Role | None = None


class Body(Invented):
    """``simulated`` tells that the sharing out of its seats is not recorded."""

    key: Key
    title: Words
    seats: Count
    founded: int | None = None
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
            shared = [{"name": row.title, "quota": row.seats} for row in one.constituencies]
            found_body(ecosystem, one.key, one.title, constituencies=shared, by=by, at=at)
