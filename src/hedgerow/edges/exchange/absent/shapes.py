"""What the API sends about those absent, and takes about who of them ends."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict

from .showing import Missed
from .showing_sets import Lacked, LackingPage


class AbsentOut(Schema):
    """Somebody of an earlier list; `line` is where they may be meant, 0 where nowhere."""

    number: int
    person: UUID
    name: str
    has: str
    day: date
    line: int
    may_end: bool


class LackedOut(Schema):
    """A role that the set does not say; `gone` where the person is in the set no more."""

    number: int
    person: UUID
    name: str
    has: str
    day: date
    gone: bool
    may_end: bool


class LackingOut(Schema):
    """How many people are `gone`, and have `moved`, of `known` whom sets of the source brought; `warns` where so many
    are gone that the set may not be whole. `rows` are their roles, `part` of `parts`."""

    gone: int
    moved: int
    known: int
    warns: bool
    part: int
    parts: int
    rows: list[LackedOut]


class Confirmed(Strict):
    """`digest` is the preview's; `end` are numbers of those absent or lacking to be ended, `last_day` being theirs, today
    if none. Of a set `end_gone` and `end_moved` end the roles of all who are gone, or moved. With `leave_old_classes` the
    places of those `moving` end in the classes that they leave."""

    digest: str = Field(max_length=64)
    end: list[int] = Field([], max_length=10_000)
    end_gone: bool = False
    end_moved: bool = False
    last_day: date | None = None
    leave_old_classes: bool = False


def absent(one: Missed) -> dict[str, Any]:
    """One of them as the API sends it."""
    names = AbsentOut.model_fields.keys() - {"person"}
    return {"person": one.uuid, **{name: getattr(one, name) for name in names}}


def lacking(page: LackingPage) -> dict[str, Any]:
    """Whom a set lacks as the API sends it."""
    names = LackingOut.model_fields.keys() - {"rows"}
    return {
        "rows": [_lacked(one) for one in page.rows],
        **{name: getattr(page, name) for name in names},
    }


def _lacked(one: Lacked) -> dict[str, Any]:
    names = LackedOut.model_fields.keys() - {"person"}
    return {"person": one.uuid, **{name: getattr(one, name) for name in names}}
