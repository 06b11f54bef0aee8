"""What the API sends and takes about placements."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Strict, Words

from .models import Who


class PlacementsAsked(Listing):
    learner: str = ""
    host: str = ""
    site: str = ""
    state: str = ""


class PlacementLine(Schema):
    uuid: UUID
    learner: str
    kind: str
    host: str
    site: str
    starts: date | None
    ends: date | None
    state: str
    next_due: date | None


class PlacementStepOut(Schema):
    """`who` sees to it, by the day that is `due`.

    `consent`: it is a yes or no of the family about this host, supervisor and these days; `state` is
    then `done` or `refused`."""

    uuid: UUID
    title: str
    who: Words
    due: date
    state: str
    valid_until: date | None
    note: str
    is_overdue: bool
    consent: bool


class HostAskOut(Schema):
    """`offered`: the host offered these days itself, so it was not asked again.

    `reason` is for the learner, the family and the school; it is empty for others."""

    uuid: UUID
    host: str
    state: str
    starts: date
    ends: date
    asked_at: datetime
    due: date
    answered_at: datetime | None
    reason: str
    offered: bool


class HoursOut(Schema):
    uuid: UUID
    day: date
    begins: time | None
    minutes: int
    done: str
    state: str
    by: str
    decided_by: str
    reason: str
    revision: int


class RatedOut(Schema):
    title: str
    level: str


class SaidOut(Schema):
    side: str
    at: datetime
    ratings: list[RatedOut]
    comment: str


class PlacementOut(Schema):
    """`confirmed` and `unconfirmed` are hours; what a side said is there once it may be read."""

    uuid: UUID
    kind: str
    learner: str
    learner_uuid: UUID
    host: str
    host_uuid: UUID | None
    supervisor: str
    site: str
    starts: date | None
    ends: date | None
    state: str
    stage: str
    wish: str
    reason: str
    asks: list[HostAskOut]
    steps: list[PlacementStepOut]
    hours: list[HoursOut]
    confirmed: float
    unconfirmed: float
    goal: float | None
    said: list[SaidOut]
    evaluate_until: date | None
    revision: int


class HostAnswerOut(Schema):
    """`placement` is null for a host that declined, which does not see it any more."""

    accepted: bool
    placement: PlacementOut | None


class PlacementIn(Strict):
    """`offer` is the opportunity that it would be a place of."""

    learner: UUID
    kind: UUID
    host: UUID | None = None
    wish: str = Field("", max_length=2000)
    starts: date | None = None
    ends: date | None = None
    offer: UUID | None = None


class ArrangeIn(Strict):
    host: UUID
    supervisor: UUID | None = None
    starts: date
    ends: date


class HostAnswerIn(Strict):
    """`ask` is the one that was read: 409 if the host was asked for other days since.

    `reason` is due for a no, and from whoever enters what the host said elsewhere."""

    ask: UUID
    accepts: bool
    reason: str = Field("", max_length=300)


class WhyIn(Strict):
    reason: str = Field(min_length=1, max_length=300)


class PlacementEnd(Strict):
    """`reason` where it ends earlier than was planned."""

    ended_on: date
    reason: str = Field("", max_length=500)


class PlacementStepIn(Strict):
    """`note` is due from whoever enters a yes that the family said elsewhere."""

    valid_until: date | None = None
    note: str = Field("", max_length=500)


class RefusalIn(Strict):
    """`reason` is due from whoever enters what the family said elsewhere."""

    reason: str = Field("", max_length=500)


class HoursIn(Strict):
    """Minutes, or from when to when (local time)."""

    day: date
    done: str = Field(min_length=1, max_length=500)
    minutes: int | None = Field(None, ge=1, le=720)
    begins: time | None = None
    ends: time | None = None


class EntriesIn(Strict):
    entries: list[UUID] = Field(max_length=1000)


class EntriesOut(Schema):
    confirmed: int


class CorrectIn(Strict):
    minutes: int = Field(ge=1, le=720)
    reason: str = Field(min_length=1, max_length=300)


class EvaluationIn(Strict):
    """A level for each thing that the kind of placement asks of that side."""

    side: str = Field(pattern="^(learner|host)$")
    ratings: dict[str, int] = Field(max_length=40)
    comment: str = Field("", max_length=2000)


class RequirementIn(Strict):
    key: str = Field(max_length=60, pattern="^[-a-z0-9]+$")
    title: str = Field(min_length=1, max_length=120)
    help: str = Field("", max_length=300)
    who: Who
    due_days: int = Field(7, ge=0, le=365)
    has_validity: bool = False
    may_waive: bool = True
    private: bool = False
    told: Told | None = None


class AskedIn(Strict):
    key: str = Field(max_length=60, pattern="^[-a-z0-9]+$")
    title: str = Field(min_length=1, max_length=120)


class LevelIn(Strict):
    level: int = Field(ge=0, le=99)
    words: str = Field(min_length=1, max_length=60)


class PlacementKindIn(Strict):
    """`asked` is what the host rates, `scale` the levels from the lowest to the highest.

    Pages of opportunities of `opportunity_kind` lead to a request for such a placement.
    Where `told` is left out, of the kind or of a requirement, what is told stays."""

    title: str = Field(min_length=1, max_length=120)
    activity_kind: UUID
    opportunity_kind: UUID | None = None
    goal_minutes: int | None = Field(None, ge=1, le=120_000)
    asked: list[AskedIn] = Field([], max_length=40)
    scale: list[LevelIn] = Field([], max_length=20)
    requirements: list[RequirementIn] = Field([], max_length=40)
    in_use: bool = True
    told: Told | None = None


class RequirementOut(Schema):
    key: str
    title: str
    help: str
    who: str
    due_days: int
    has_validity: bool
    may_waive: bool
    private: bool
    told: Told

    @staticmethod
    def resolve_title(row: Any) -> str:
        return str(row.named)


class PlacementKindOut(Schema):
    """`asked` and `scale` are the host's; a learner rates `learner_asked` on `learner_scale`."""

    uuid: UUID
    key: str
    title: str
    opportunity_kind: UUID | None
    goal_minutes: int | None
    asked: list[AskedIn]
    scale: list[LevelIn]
    learner_asked: list[AskedIn]
    learner_scale: list[LevelIn]
    requirements: list[RequirementOut]
    in_use: bool
    told: Told
    revision: int
