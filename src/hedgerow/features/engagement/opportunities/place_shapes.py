"""What the API sends and takes about places in opportunities."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict


class OpportunityNamed(Schema):
    """An opportunity that another row points at."""

    uuid: UUID
    title: str


class SignUpOut(Schema):
    """How a person stands; `position` is that in the line of who waits."""

    uuid: UUID
    opportunity: OpportunityNamed
    person: Named
    state: str
    position: int | None
    asked_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None


class HolderOut(Schema):
    """Who has a place without signing up: `giver` is the round of choice that gave it, if one did;
    `since` the first day of the enrolment, null for who is not enrolled yet."""

    person: UUID
    name: str
    giver: str
    since: date | None


class SignUpsAsked(Listing):
    state: str = ""


class SignUpIn(Strict):
    """Whom to sign up (oneself, where nobody is named), and whether what is asked is agreed to."""

    person: UUID | None = None
    agrees: bool = False


class PlaceAnswer(Strict):
    """Whether what has to be agreed to first is agreed to."""

    agrees: bool = False


class Given(Strict):
    people: list[UUID] = Field(min_length=1, max_length=200)
