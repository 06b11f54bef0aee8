"""What the API sends and takes about scales and frameworks."""

from datetime import date
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict, Words


class FrameworksAsked(Listing):
    title: str = ""
    status: str = Field("", description="draft, adopted or deprecated")


class FrameworkLine(Schema):
    uuid: UUID
    title: str
    version: str
    status: str
    source: str
    item_count: int


class ItemIn(Strict):
    """An item; `parent` is the code of one further up. A title that no source records is empty."""

    code: str = Field(min_length=1, max_length=60)
    title: str = Field("", max_length=300)
    description: str = Field("", max_length=20_000)
    parent: str = Field("", max_length=60)


class ItemOut(ItemIn):
    uuid: UUID


class VersionOut(Schema):
    """One version of a framework: draft, adopted or deprecated."""

    uuid: UUID
    version: str
    status: str
    adopted_on: date | None
    ended_on: date | None


class VersionIn(Strict):
    version: str = Field(min_length=1, max_length=40)


class OnDay(Strict):
    on: date


class FrameworkOut(Schema):
    uuid: UUID
    title: str
    version: str
    status: str
    adopted_on: date | None
    ended_on: date | None
    versions: list[VersionOut]
    source: str
    scale: Named | None
    items: list[ItemOut]
    revision: int


class FrameworkIn(Strict):
    """A framework as a whole: items that are not given go, unless a record points at them."""

    title: str = Field(min_length=1, max_length=200)
    source: str = Field("", max_length=300)
    scale: UUID | None = None
    items: list[ItemIn] = Field(max_length=2000)


class StepIn(Strict):
    value: int = Field(ge=-32_000, le=32_000)
    label: str = Field(min_length=1, max_length=120)


class ScaleIn(Strict):
    """A scale, recognised by its key; its steps stand lowest first."""

    key: str = Field(pattern="^[-a-zA-Z0-9_]{1,60}$")
    name: str = Field(min_length=1, max_length=120)
    steps: list[StepIn] = Field(max_length=50)


class ScaleOut(ScaleIn):
    uuid: UUID


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
