"""What the API sends about those absent, and takes about who of them ends."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict

from .showing import Missed


class AbsentOut(Schema):
    """Somebody of an earlier list; `line` is where they may be meant, 0 where nowhere."""

    number: int
    person: UUID
    name: str
    has: str
    day: date
    line: int
    may_end: bool


class Confirmed(Strict):
    """`digest` is the preview's; `end` are numbers of those absent to be ended, `last_day` being theirs, today if none."""

    digest: str = Field(max_length=64)
    end: list[int] = Field([], max_length=10_000)
    last_day: date | None = None


def absent(one: Missed) -> dict[str, Any]:
    """One of them as the API sends it."""
    names = AbsentOut.model_fields.keys() - {"person"}
    return {"person": one.uuid, **{name: getattr(one, name) for name in names}}
