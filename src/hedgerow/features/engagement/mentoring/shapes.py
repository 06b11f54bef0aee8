"""What the API sends and takes about offers, wishes, pairs and notes."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict

Kind = Literal["mentoring", "tutoring"]
Code = Annotated[str, Field(max_length=20)]
Weekday = Annotated[int, Field(ge=0, le=6)]
Points = Annotated[float, Field(ge=0, le=10_000)]


class HelpOffersAsked(Listing):
    person: str = ""
    kind: str = ""
    site: str = ""
    state: str = ""


class WishesAsked(HelpOffersAsked):
    pass


class HelpOfferOut(Schema):
    """An offer; `taken` of its `places` are in use."""

    uuid: UUID
    person: Named
    kind: str
    about: str
    items: list[UUID]
    languages: list[str]
    weekdays: list[int]
    minutes_a_week: int | None
    site: Named | None
    in_person: bool
    online: bool
    places: int
    taken: int
    starts: date
    ends: date | None
    state: str
    revision: int


class HelpIn(Strict):
    """What offers and wishes have in common; those left out stay."""

    about: str = Field("", max_length=600)
    items: list[UUID] = Field([], max_length=200)
    languages: list[Code] = Field([], max_length=20)
    site: UUID | None = None
    in_person: bool = True
    online: bool = False


class HelpOfferIn(HelpIn):
    weekdays: list[Weekday] = Field([], max_length=7)
    minutes_a_week: int | None = Field(None, ge=5, le=6000)
    places: int = Field(1, ge=1, le=200)
    starts: date = date.min
    ends: date | None = None
    state: Literal["open", "closed"] = "open"


class NewHelpOffer(HelpOfferIn):
    person: UUID
    kind: Kind
    starts: date


class WishOut(Schema):
    uuid: UUID
    person: Named
    kind: str
    about: str
    items: list[UUID]
    languages: list[str]
    site: Named | None
    in_person: bool
    online: bool
    state: str
    created_at: datetime


class NewWish(HelpIn):
    person: UUID
    kind: Kind


class CheckOut(Schema):
    uuid: UUID
    person: Named
    kind: str
    seen_on: date
    valid_until: date | None
    withdrawn_at: datetime | None


class CheckIn(Strict):
    person: UUID
    kind: str = Field(pattern="^[-a-z0-9_]{1,60}$")
    seen_on: date
    valid_until: date | None = None


class RequiredCheck(Strict):
    key: str = Field("", max_length=60)
    title: str = Field(min_length=1, max_length=120)


class TermsIn(Strict):
    """What pairs cost, in points, and the checks that one who helps needs."""

    required_checks: list[RequiredCheck] = Field([], max_length=20)
    told: Told | None = Field(
        None, description="Titles of checks in others, as `check.` and the key."
    )
    km: Points = 1.0
    language: Points = 30.0
    items: Points = 20.0
    community: Points = 5.0
    load: Points = 10.0
    waiting: Points = 120.0
    farthest_km: float | None = Field(60.0, ge=0, le=20_000)
    needs_language: bool = True


class TermsOut(TermsIn):
    pass
