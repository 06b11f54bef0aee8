"""What the API sends and takes of rounds of choice."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Strict

from .kept_shapes import AsKeptOut, RuleOut

Grade = Annotated[str, Field(max_length=10)]
Code = Annotated[str, Field(max_length=60)]
KINDS = Literal["sibling", "zone", "need", "grade", "distance", "school", "list"]


class ClaimOut(Schema):
    """Seats that another round holds, or has promised to learners who are not enrolled yet."""

    round: UUID
    title: str
    seats: int
    promised: bool


class RoundOfferOut(AsKeptOut):
    """What can be chosen, with its seats and those reserved; `opportunity` where it is one.

    `claimed`, until the round is published, is what other rounds have of it, for who runs it.
    """

    uuid: UUID
    title: str
    summary: str
    seats: int
    site: str
    activity: UUID | None
    opportunity: UUID | None
    reserves: list[RuleOut]
    claimed: list[ClaimOut] = []


class DrawOut(Schema):
    """`commitment` is the SHA-256 of the seed; `seed` is empty until the round is published."""

    commitment: str
    committed_at: datetime
    seed: str
    revealed_at: datetime | None


class RoundLine(Schema):
    uuid: UUID
    key: str
    title: str
    state: str
    opens_on: date
    closes_on: date


class RoundOut(RoundLine, AsKeptOut):
    """One round; `revision` is its ETag."""

    summary: str
    answer_by: date | None
    most_wishes: int
    grades: list[str]
    group: str
    site: str
    offers: list[RoundOfferOut]
    rules: list[RuleOut]
    draw: DrawOut | None
    revision: int


class RoundsAsked(Listing):
    title: str = ""
    state: str = ""


class RoundChange(Strict):
    """Fields to change; those left out stay."""

    title: str = Field("", min_length=1, max_length=200)
    summary: str = Field("", max_length=2000)
    told: Told = {}
    opens_on: date | None = None
    closes_on: date | None = None
    answer_by: date | None = None
    most_wishes: int = Field(5, ge=1, le=100)
    grades: list[Grade] = Field([], max_length=20)
    group: UUID | None = None
    site: UUID | None = None


class NewRound(RoundChange):
    key: str = Field("", max_length=60, pattern=r"^[a-z0-9-]*$")
    title: str = Field(min_length=1, max_length=200)
    opens_on: date
    closes_on: date


class RoundOfferChange(Strict):
    """Fields to change; those left out stay."""

    title: str = Field("", min_length=1, max_length=200)
    summary: str = Field("", max_length=1000)
    told: Told = {}
    seats: int = Field(0, ge=0, le=1_000_000)
    site: UUID | None = None
    activity: UUID | None = None
    opportunity: UUID | None = None


class NewRoundOffer(RoundOfferChange):
    """`title` and `seats`, or an `opportunity` from which both are taken."""

    title: str = Field("", max_length=200)
    seats: int | None = Field(None, ge=0, le=1_000_000)  # type: ignore[assignment]  # or taken


class TakenIn(Strict):
    """Opportunities with a bound of places, in the order in which they are to be listed."""

    opportunities: list[UUID] = Field(min_length=1, max_length=200)


class OfferActivityIn(Strict):
    """The activity in which those are enrolled who were placed; no opportunity's."""

    activity: UUID


class RuleIn(Strict):
    """Who goes first: a rule of priority or, with `seats`, a reserve of an offer."""

    title: str = Field(min_length=1, max_length=120)
    told: Told = {}
    kind: KINDS
    offer: UUID | None = None
    seats: int | None = Field(None, ge=1, le=1_000_000)
    grades: list[Grade] = Field([], max_length=20)
    schools: list[UUID] = Field([], max_length=1000)
    kilometres: float | None = Field(None, gt=0, le=1000)
    group: UUID | None = None
    purpose: str = Field("", max_length=60)
    people: list[Code] = Field([], max_length=100_000, description="Codes of those on the list.")
