"""What the API sends and takes about items and their ties."""

from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict, Words


class NearOut(Schema):
    """Another item, or an address elsewhere (`is_here` is false)."""

    code: str
    title: str
    framework: str
    version: str
    url: str
    is_here: bool


class ItemTie(Schema):
    uuid: UUID
    kind: str
    near: NearOut
    notes: str


class ItemTies(Schema):
    """Ties of one kind, in words as told from the item."""

    said: Words
    ties: list[ItemTie]


class OneItemOut(Schema):
    uuid: UUID
    code: str
    title: str
    description: str
    above: list[NearOut]
    parts: list[NearOut]
    ties: list[ItemTies]
    replaced_by: list[NearOut]


class TieEnd(Schema):
    """One end of a tie: an item here, or an address elsewhere."""

    item: UUID | None
    framework: UUID | None
    code: str
    title: str
    uri: str


class FrameworkTie(Schema):
    uuid: UUID
    kind: str
    origin: TieEnd
    destination: TieEnd
    sequence: int | None
    notes: str


class TieIn(Strict):
    """A tie between two items here, or from one to an address; `kind` as CASE calls it."""

    kind: str = Field(min_length=1, max_length=80)
    origin: UUID | None = None
    origin_uri: str = Field("", max_length=200)
    origin_title: str = Field("", max_length=300)
    destination: UUID | None = None
    destination_uri: str = Field("", max_length=200)
    destination_title: str = Field("", max_length=300)
    sequence: int | None = Field(None, ge=0, le=2_000_000_000)
    notes: str = Field("", max_length=4000)


class TieRows(Strict):
    rows: list[TieIn] = Field(max_length=1000)
