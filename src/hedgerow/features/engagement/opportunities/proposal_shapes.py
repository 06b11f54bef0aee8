"""What the API sends and takes about what families and members propose to offer."""

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict

from .shapes import Address


class OfferProposedIn(Strict):
    """`organisation` is the school or partner, one's own or a child's, that looks at it."""

    kind: UUID
    title: str = Field(min_length=1, max_length=200)
    summary: str = Field(min_length=1, max_length=4000)
    organisation: UUID | None = None
    place: str = Field("", max_length=300)
    online_address: Address = ""
    starts: date | None = None
    begins: time | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    ends: date | None = None
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    contact: str = Field("", max_length=200)


class OfferChangedIn(Strict):
    """What is not said stays. `organisation` null: for everybody in the ecosystem."""

    kind: UUID | None = None
    title: str | None = Field(None, min_length=1, max_length=200)
    summary: str | None = Field(None, min_length=1, max_length=4000)
    organisation: UUID | None = None
    place: str | None = Field(None, max_length=300)
    online_address: Address | None = None
    starts: date | None = None
    begins: time | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    ends: date | None = None
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    contact: str | None = Field(None, max_length=200)


class OfferProposedOut(Schema):
    uuid: UUID
    title: str
    state: str
    revision: int
    proposed_at: datetime


class OfferDeclinedIn(Strict):
    reason: str = Field(min_length=1, max_length=500)
