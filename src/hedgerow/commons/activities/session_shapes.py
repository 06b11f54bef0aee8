"""What the API sends and takes about sessions, places and marks."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, model_validator

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, OutcomeOut, Strict, Words

Mark = Literal["present", "late", "absent", "excused"]
Length = Annotated[int, Field(ge=1, le=1440)]


class SessionsAsked(Listing):
    state: str = ""


class SessionOut(Schema):
    uuid: UUID
    day: date
    starts_at: datetime
    minutes: int
    state: str
    reason: str
    confirmed_at: datetime | None
    revision: int


class Moved(Strict):
    starts_at: datetime

    @model_validator(mode="after")
    def _zoned(self) -> Any:
        if self.starts_at.tzinfo is None:
            raise ValueError(_("Say the time zone too, such as 2026-11-02T15:00:00Z."))
        return self


class SessionIn(Moved):
    minutes: Length = 60


class Sessions(Strict):
    rows: list[SessionIn] = Field(max_length=500)


class Series(Strict):
    """A session on each of these weekdays (0 is Monday); `begins` is local time."""

    first: date
    last: date
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(min_length=1, max_length=7)
    begins: time
    minutes: Length = 60

    @model_validator(mode="after")
    def _short(self) -> Any:
        if not 0 <= (self.last - self.first).days <= 800:
            raise ValueError(_("The last day comes after the first, and within two years."))
        return self


class PlaceOut(Schema):
    """A person's place in an activity, with the minutes reached."""

    uuid: UUID
    person: Named
    starts: date
    ends: date | None
    dropped: bool
    walk_in: bool
    minimum_minutes: int | None
    reached: int


class Enrolling(Strict):
    """A whole group, single persons, or both.

    `takes_held` takes seats that something holds, such as a round of choice, and nobody is promised yet.
    """

    group: UUID | None = None
    persons: list[UUID] = Field([], max_length=1000)
    starts: date
    takes_held: bool = False


class Starts(Strict):
    """Places of one activity, and the day on which they begin."""

    places: list[UUID] = Field(min_length=1, max_length=1000)
    starts: date


class Corrected(Schema):
    corrected: int


class PlaceEnding(Strict):
    ends: date
    dropped: bool = True


class Reason(Strict):
    reason: str = Field(min_length=1, max_length=200)


class Cancelling(Reason):
    scope: Literal["one", "following", "all"] = "one"


class SessionsOut(Schema):
    """How many sessions."""

    sessions: int


class Somebody(Strict):
    person: UUID | None


class WalkIn(Strict):
    person: UUID


class MarkIn(Strict):
    """A mark; who is late has either the minutes attended or those missed.

    Late with neither counts for the whole session, and as a mark whose minutes nobody knows.
    """

    person: UUID
    status: Mark
    minutes: Annotated[int, Field(ge=0, le=1440)] | None = None
    late_by: Annotated[int, Field(ge=0, le=1440)] | None = None


class NotMarkedOut(Schema):
    """A mark that was not kept, and what to do about it."""

    person: UUID
    code: str
    text: Words
    next_step: Words


class RegisterMarkedOut(OutcomeOut):
    refused: list[NotMarkedOut]


class Marks(Strict):
    rows: list[MarkIn] = Field(max_length=1000)


class RegisterLine(Schema):
    """`status` is empty for who is not marked yet; late with no `late_by`: nobody knows."""

    person: UUID
    name: str
    status: str
    late_by: int | None
    told_away: str = Field("", description="Why, if it was told ahead; for who may mark alone.")


class RegisterOut(SessionOut):
    activity: UUID
    title: str
    needs_confirmation: bool
    may_mark: bool
    may_confirm: bool
    may_undo: bool
    lines: list[RegisterLine]
