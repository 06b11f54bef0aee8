"""What the API sends and takes about scales and frameworks."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict


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
    told: Told


STAYS: Final = "What is left out stays as it is."


class ItemIn(Strict):
    """An item; `parent` is the code of one further up. A title that no source records is empty."""

    code: str = Field(min_length=1, max_length=60)
    title: str = Field("", max_length=300)
    description: str = Field("", max_length=20_000)
    parent: str = Field("", max_length=60)
    scale: UUID | None = Field(None, description=f"If it is rated on one of its own. {STAYS}")
    told: Told | None = Field(None, description=STAYS)


class ItemOut(ItemIn):
    uuid: UUID
    told: Told


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


class NamedScale(Named):
    """A scale, named in the language that is asked for where it is told in it."""

    @staticmethod
    def resolve_name(row: Any) -> str:
        return str(row.said("name"))


class FrameworkOut(Schema):
    uuid: UUID
    title: str
    version: str
    status: str
    adopted_on: date | None
    ended_on: date | None
    versions: list[VersionOut]
    source: str
    scale: NamedScale | None
    items: list[ItemOut]
    told: Told
    revision: int


class FrameworkIn(Strict):
    """A framework as a whole: items that are not given go, unless a record points at them."""

    title: str = Field(min_length=1, max_length=200)
    source: str = Field("", max_length=300)
    scale: UUID | None = None
    items: list[ItemIn] = Field(max_length=2000)
    told: Told | None = Field(None, description=STAYS)


class StepIn(Strict):
    value: int = Field(ge=-32_000, le=32_000)
    label: str = Field(min_length=1, max_length=120)


class ScaleIn(Strict):
    """A scale, recognised by its key; its steps stand lowest first.

    A label is told as `step.` and its value.
    """

    key: str = Field(pattern="^[-a-zA-Z0-9_]{1,60}$")
    name: str = Field(min_length=1, max_length=120)
    steps: list[StepIn] = Field(max_length=50)
    told: Told | None = Field(None, description=STAYS)


class ScaleOut(ScaleIn):
    uuid: UUID
    simulated: bool
    told: Told
    revision: int
