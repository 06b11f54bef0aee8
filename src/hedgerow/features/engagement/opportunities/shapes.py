"""What the API sends and takes about opportunities."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.activities.shapes import NamedKind
from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict

from .rules import ACCESS, CURRENCY, LANGUAGE

Audience = Literal["learners", "adults", "teachers", "members"]
Sight = Literal["public", "members", "site"]
Minutes = Annotated[int, Field(ge=1, le=100_000)]
Age = Annotated[int, Field(ge=0, le=120)]
Language = Annotated[str, Field(pattern=f"^{LANGUAGE.pattern}$", max_length=20)]
Address = Annotated[str, Field(max_length=500, pattern="^(https?://.+)?$")]
Access = Annotated[str, Field(pattern=f"^({'|'.join(ACCESS)})$")]


class OpportunitiesAsked(Listing):
    title: str = ""
    kind: str = ""
    organisation: str = ""
    audience: str = ""
    state: str = ""


class OpportunityLine(Schema):
    uuid: UUID
    title: str
    kind: NamedKind
    organisation: Named | None
    site: Named | None
    starts: date | None
    ends: date | None
    audience: str
    cost_amount: Decimal
    cost_currency: str
    state: str
    origin: str


class OpportunityOut(OpportunityLine):
    """One opportunity with all that is told of it."""

    summary: str
    told: Told
    sponsored: bool
    begins: time | None
    minutes: int | None
    place: str
    latitude: float | None
    longitude: float | None
    online_address: str
    sight: str
    age_from: int | None
    age_to: int | None
    grades: list[str]
    languages: list[str]
    access: list[str]
    access_note: str
    takes_signups: bool
    by_invitation: bool
    capacity: int | None
    signup_opens: datetime | None
    signup_closes: datetime | None
    offer_hours: int
    guardian_agrees: bool
    consent: str
    minimum_minutes: int | None
    items: list[UUID]
    cost_note: str
    contact: str
    website: str
    activity: UUID | None
    series: UUID | None
    changed_at: datetime
    revision: int


class OpportunityIn(Strict):
    """Fields to change; those left out stay."""

    title: str = Field("", min_length=1, max_length=200)
    kind: UUID = UUID(int=0)
    organisation: UUID | None = None
    summary: str = Field("", max_length=4000)
    told: Told = {}
    sponsored: bool = False
    starts: date | None = None
    begins: time | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    ends: date | None = None
    site: UUID | None = None
    place: str = Field("", max_length=300)
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    online_address: Address = ""
    sight: Sight = "members"
    audience: Audience = "learners"
    age_from: Age | None = None
    age_to: Age | None = None
    grades: list[Annotated[str, Field(min_length=1, max_length=20)]] = Field([], max_length=30)
    languages: list[Language] = Field([], max_length=30)
    access: list[Access] = Field([], max_length=len(ACCESS))
    access_note: str = Field("", max_length=1000)
    takes_signups: bool = True
    by_invitation: bool = False
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    signup_opens: datetime | None = None
    signup_closes: datetime | None = None
    offer_hours: int = Field(48, ge=1, le=720)
    guardian_agrees: bool = True
    consent: str = Field("", max_length=60)
    minimum_minutes: Minutes | None = None
    items: list[UUID] = Field([], max_length=100)
    cost_amount: Decimal = Field(Decimal(0), ge=0, max_digits=10, decimal_places=2)
    cost_currency: str = Field("", pattern=f"^({CURRENCY.pattern})?$")
    cost_note: str = Field("", max_length=300)
    contact: str = Field("", max_length=200)
    website: Address = ""


class NewOpportunity(OpportunityIn):
    title: str = Field(min_length=1, max_length=200)
    kind: UUID


class StateIn(Strict):
    """What becomes of it: opened (again), closed, or put away."""

    state: Literal["open", "closed", "archived"]


class DaysIn(Strict):
    """First days of further dates."""

    days: list[date] = Field(min_length=1, max_length=60)
