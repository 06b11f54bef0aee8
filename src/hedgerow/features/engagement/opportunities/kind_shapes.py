"""What the API sends and takes about kinds of opportunity."""

from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.activities.shapes import NamedKind
from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.shapes import Strict

from .shapes import Audience, Minutes


class OpportunityKindIn(Strict):
    """A kind of opportunity, recognised by its key."""

    key: str = Field(pattern="^[-a-zA-Z0-9_]{1,60}$")
    name: str = Field(min_length=1, max_length=120)
    audience: Audience = "learners"
    one_press: bool = False
    guardian_agrees: bool = True
    judged: bool = False
    in_sessions: bool = True
    minimum_minutes: Minutes | None = None
    activity_kind: UUID | None = None
    in_use: bool = True
    told: Told = {}


class OpportunityKindOut(Schema):
    uuid: UUID
    key: str
    name: str
    audience: str
    one_press: bool
    guardian_agrees: bool
    judged: bool
    in_sessions: bool
    minimum_minutes: int | None
    activity_kind: NamedKind | None
    in_use: bool
    told: Told

    @staticmethod
    def resolve_name(row: Any) -> str:
        return str(row.named)


class OpportunityKinds(Strict):
    rows: list[OpportunityKindIn] = Field(max_length=200)
