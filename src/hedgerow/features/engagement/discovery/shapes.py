"""What the API takes and sends about searches."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field, field_validator

from hedgerow.features.engagement.opportunities.rules import ACCESS
from hedgerow.foundation.api.shapes import Queried, Strict
from hedgerow.foundation.texts import plain

from .rules import LONGEST, USUAL, Asked, asked_of


class Criteria(Strict):
    """A search: all that is asked must hold; what is left out asks for nothing."""

    words: str = Field("", max_length=LONGEST, description="All of them, in whatever form.")
    near: str = Field("", max_length=LONGEST, description="A site's name, or “33.77, -118.19”.")
    km: int = Field(USUAL, ge=1, le=500, description="How far from there.")
    starts: date | None = Field(None, description="What goes on that day or later.")
    ends: date | None = Field(None, description="What has begun by that day.")
    age: int | None = Field(None, ge=0, le=120)
    grade: str = Field("", max_length=10, description="As it is written there, such as 6 or K.")
    language: str = Field("", max_length=35, description="A language spoken there, such as es.")
    access: list[Annotated[str, Field(max_length=40)]] = Field(
        [], max_length=len(ACCESS), description="All of these."
    )
    kind: str = Field("", max_length=60, description="The key of a kind.")
    cost: int | None = Field(None, ge=0, le=1_000_000, description="At most; 0: it is free.")
    places: bool = Field(False, description="Only with a free place, where one signs up now.")
    sort: str = Field("", pattern="^(|nearest|soonest)$")

    @field_validator("words", "near", "grade", "language", "kind")
    @classmethod
    def _plain(cls, value: str) -> str:
        return plain(value).strip()

    def asked(self) -> Asked:
        return asked_of(self.dict())


class SearchAsked(Queried, Criteria):
    """A search, page by page."""

    after: str = Field("", max_length=400, description="`next` of the page before.")
    limit: int = Field(20, ge=1, le=100)


class FindOut(Schema):
    """What was found, in words of the language that is asked for."""

    uuid: UUID
    slug: str
    ecosystem: str
    title: str
    summary: str
    kind: str
    offered_by: str
    days: str
    begins: str
    where: str
    km: float | None
    cost: str
    ages: str
    languages: str
    access: list[str]
    places_left: int | None
    is_given: bool
    sponsored: bool
    simulated: bool
    latitude: float | None
    longitude: float | None
    url: str


class FindsOut(Schema):
    """``total`` counts up to 1,000; more are said by 1,001. ``without`` says which one condition to
    leave out where nothing is found."""

    items: list[FindOut]
    total: int
    next: str | None = None
    without: dict[str, int] = {}
