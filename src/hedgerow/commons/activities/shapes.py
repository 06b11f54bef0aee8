"""What the API sends and takes about kinds and activities."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict

State = Literal["open", "closed"]
Minutes = Annotated[int, Field(ge=1, le=100_000)]


class KindIn(Strict):
    """A kind of activity with its minimum dosage, recognised by its key."""

    key: str = Field(pattern="^[-a-zA-Z0-9_]{1,60}$")
    name: str = Field(min_length=1, max_length=120)
    minimum_minutes: Minutes | None = None
    in_lessons: bool = False
    needs_confirmation: bool = False
    told: Told = {}


class NamedKind(Named):
    """A kind that a row is of, named in the language that is asked for where it is told in it."""

    @staticmethod
    def resolve_name(row: Any) -> str:
        return str(row.shown)


class KindOut(KindIn):
    uuid: UUID
    simulated: bool

    @staticmethod
    def resolve_name(row: Any) -> str:
        return str(row.named)


class Kinds(Strict):
    rows: list[KindIn] = Field(max_length=200)


class ActivitiesAsked(Listing):
    title: str = ""
    kind: str = ""
    site: str = ""
    state: str = ""


class ActivityLine(Schema):
    uuid: UUID
    title: str
    kind: NamedKind
    site: Named | None
    starts: date
    ends: date | None
    state: str
    origin: str


class ActivityOut(ActivityLine):
    """One activity; who leads it is told to members alone."""

    summary: str
    told: Told
    leader: Named | None
    delivered_by: list[Named]
    minimum_minutes: int | None
    needs_confirmation: bool
    in_lessons: bool
    public: bool
    revision: int


class ActivityIn(Strict):
    """Fields to change; those left out stay."""

    title: str = Field("", min_length=1, max_length=200)
    kind: UUID = UUID(int=0)
    summary: str = Field("", max_length=2000)
    told: Told = {}
    site: UUID | None = None
    delivered_by: list[UUID] = Field([], max_length=100)
    leader: UUID | None = None
    starts: date = date.min
    ends: date | None = None
    minimum_minutes: Minutes | None = None
    in_lessons: bool = False
    public: bool = True
    state: State = "open"


class NewActivity(ActivityIn):
    title: str = Field(min_length=1, max_length=200)
    kind: UUID
    starts: date
