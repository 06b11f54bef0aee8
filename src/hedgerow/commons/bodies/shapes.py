"""What the API sends and takes about bodies and their seats."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Strict, Words

from .models import YEARS


class BodiesAsked(Listing):
    name: str = ""


class BodyLine(Schema):
    uuid: UUID
    name: str
    seat_count: int
    held_count: int
    simulated: bool


class SeatOut(Schema):
    """A seat; its holder's name is told to who may see the person."""

    uuid: UUID
    number: int
    route: Words
    holder: str
    is_held: bool
    since: date | None


class ShareOut(Schema):
    name: str
    quota: int
    places: list[SeatOut]
    told: Told

    @staticmethod
    def resolve_name(row: Any) -> str:
        return str(row.kept)


class BodyOut(Schema):
    uuid: UUID
    name: str
    purpose: str
    founded: int | None
    quorum: int | None
    seats: int
    held: int
    simulated: bool
    shares: list[ShareOut]
    told: Told
    revision: int


class ShareIn(Strict):
    """How many seats speak for whom."""

    name: str = Field(min_length=1, max_length=120)
    quota: int = Field(ge=0, le=999)
    eligibility: str = Field("", max_length=60)
    told: Told = {}


class BodyIn(Strict):
    """Fields to change; those left out stay. `constituencies` shares out the seats anew."""

    name: str = Field("", min_length=1, max_length=200)
    purpose: str = Field("", max_length=4000)
    founded: int | None = Field(None, ge=YEARS[0], le=YEARS[1])
    quorum: int | None = Field(None, ge=1, le=999)
    organisation: UUID | None = None
    parent: UUID | None = None
    constituencies: list[ShareIn] = Field([], max_length=100)
    told: Told = {}


class NewBody(BodyIn):
    name: str = Field(min_length=1, max_length=200)


class SeatIn(Strict):
    """`ends` is the first day no longer in the mandate."""

    person: UUID
    starts: date
    ends: date | None = None
    basis: str = Field("", max_length=200)


class EndIn(Strict):
    ends: date
    reason: str = Field("", max_length=200)
