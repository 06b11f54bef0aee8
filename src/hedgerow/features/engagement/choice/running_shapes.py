"""What the API sends and takes when rounds of choice are run, and when learners choose."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import OutcomeOut, Strict


class DayIn(Strict):
    closes_on: date


class ReasonIn(Strict):
    """Why it is run again; empty the first time."""

    reason: str = Field("", max_length=1000)


class RunJobOut(Schema):
    job: UUID


class RunOut(Schema):
    """What came of the latest run; `blocking` counts the faults that the check found."""

    number: int
    at: datetime
    reason: str
    learners: int
    placed: int
    figures: dict[str, Any]
    blocking: int
    digest: str


class LeftOut(Schema):
    """Who has a place and cannot be enrolled; `waits` where an answer of theirs is missing."""

    person: UUID
    name: str
    offer: str
    code: str
    reason: str
    next_step: str
    waits: bool


class TakenOut(Schema):
    """Who was taken out of the activity of their place, which went on; `last` is the last day there."""

    person: UUID
    name: str
    offer: str
    last: date


class EnrolledOut(OutcomeOut):
    """How many were enrolled, who could not be, and who is not enrolled again by this."""

    left: list[LeftOut] = []
    taken_out: list[TakenOut] = []


class CountOut(Schema):
    learners: int


class MissingLine(Schema):
    uuid: UUID
    name: str


class GrantedOut(Schema):
    """Who got which place; `rank` says which wish it was."""

    person: UUID
    name: str
    offer: str
    rank: int | None
    answer: str


class TicketOut(Schema):
    ticket: str
    drawn: int


class ListedOut(Schema):
    uuid: UUID
    title: str
    seats: int
    at: int
    chance: str


class ResultOut(Schema):
    """What a learner got, and why, in sentences."""

    text: str
    why: list[str]
    offer: str
    answer: str
    offered: str
    waits: str = ""
    waits_next: str = ""
    taken_out: date | None = None
    taken_out_of: str = ""


class ListOut(Schema):
    """A learner's list, best first; `result` once the round is published."""

    person: UUID
    name: str
    chosen: list[ListedOut]
    most: int
    closes_on: date
    saved_at: datetime | None
    ticket: str
    may_choose: bool
    result: ResultOut | None


class ListIn(Strict):
    """Offers in the order of the wishes, best first; an empty list takes it back."""

    offers: list[UUID] = Field(max_length=100)


class PlaceAnswerIn(Strict):
    """`take` or `keep` where a better place is offered; `again` after a place was given back.

    `enrol` by who runs the round, where a learner is not enrolled, or was taken out and a seat is left.
    """

    answer: Literal["accept", "give_back", "take", "keep", "again", "enrol"]
