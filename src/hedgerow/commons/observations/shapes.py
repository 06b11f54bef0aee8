"""What the API sends and takes about indicators and observations."""

from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict, Words


class IndicatorsAsked(Listing):
    title: str = ""


class IndicatorOut(Schema):
    uuid: UUID
    key: str
    title: Words = Field(alias="item")
    told: Told
    unit: str
    direction: str
    baseline: Decimal | None
    target: Decimal | None
    minimum_change: Decimal | None
    revision: int


class IndicatorIn(Strict):
    """Fields to change; unit, baseline and smallest change are locked once something is observed.

    An item of a framework keeps its title.
    """

    title: str = Field("", min_length=1, max_length=300)
    told: Told = {}
    unit: str = Field("", min_length=1, max_length=40)
    direction: Literal["up", "down"] = "up"
    baseline: Decimal | None = Field(None, max_digits=20, decimal_places=6)
    target: Decimal | None = Field(None, max_digits=20, decimal_places=6)
    minimum_change: Decimal | None = Field(None, max_digits=20, decimal_places=6)


class KeyedIndicator(IndicatorIn):
    """An indicator, recognised by key; a new one needs a unit, and an `item` or a `title`."""

    key: str = Field(pattern="^[-a-zA-Z0-9_]{1,60}$")
    unit: str = Field(min_length=1, max_length=40)
    item: UUID | None = None
    title: str = Field("", max_length=300)


class IndicatorRows(Strict):
    rows: list[KeyedIndicator] = Field(max_length=500)


class ObservationsAsked(Listing):
    organisation: str = ""


class ObservationOut(Schema):
    uuid: UUID
    organisation: Named
    group: str | None
    starts: date
    ends: date
    value: Decimal | None
    missing: str
    n: int | None
    source: str
    origin: str


class ObservationIn(Strict):
    """A value, or the reason why it is missing; both days are in the period."""

    indicator: UUID
    organisation: UUID
    group: UUID | None = None
    starts: date
    ends: date
    value: Decimal | None = Field(None, max_digits=20, decimal_places=6)
    missing: str = Field("", max_length=60)
    n: int | None = Field(None, ge=0, le=2_000_000_000)
    source: str = Field("", max_length=300)


class ObservationRows(Strict):
    rows: list[ObservationIn] = Field(max_length=1000)
