"""Shapes of care in the API."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Strict, Words

NeedName = Literal[
    "learning", "mentoring", "health", "mind", "food", "housing", "family", "work", "other"
]
ActName = Literal["agree", "refuse", "withdraw", "see", "accept", "decline", "finish", "close"]


class ReferralIn(Strict):
    """Whom to help, who asks whom, and with what."""

    learner: UUID
    sender: UUID
    receiver: UUID
    need: NeedName
    note: str = Field(default="", max_length=2000)


class ReferralMove(Strict):
    act: ActName
    reason: str = Field(default="", max_length=500)


class ReferralRedirect(Strict):
    receiver: UUID


class ReferralMade(Schema):
    uuid: UUID
    state: str


class ReferralLine(Schema):
    """A referral in a list."""

    uuid: UUID
    learner: str
    sender: str
    receiver: str
    need: str
    state: str
    at: datetime
    due_at: datetime | None

    @staticmethod
    def resolve_learner(row: object) -> str:
        return str(row.learner.name)  # type: ignore[attr-defined]

    @staticmethod
    def resolve_sender(row: object) -> str:
        return str(row.sender.name)  # type: ignore[attr-defined]

    @staticmethod
    def resolve_receiver(row: object) -> str:
        return str(row.receiver.name)  # type: ignore[attr-defined]


class ReferralStepOut(Schema):
    what: Words
    reason: str
    by: str
    at: datetime


class ReferralOut(Schema):
    """A referral as who asks sees it: on which side it waits, and what one can do."""

    uuid: UUID
    learner: str
    sender: str
    receiver: str
    need: Words
    note: str
    state: str
    at: datetime
    due_at: datetime | None
    overdue: bool
    waits_for: str
    steps: list[ReferralStepOut]


class ReferralsAsked(Listing):
    learner: str = Field("", max_length=80)
    need: str = Field("", max_length=10)
    state: str = Field("", max_length=10)


class ConcernIn(Strict):
    """What happened. ``about_me``: to oneself. ``against``: whom of the leads it accuses."""

    text: str = Field(min_length=1, max_length=4000)
    about_me: bool = False
    about_name: str = Field(default="", max_length=200)
    against: UUID | None = None


class ConcernReceipt(Schema):
    """That it has arrived, and nothing more."""

    received: bool


class ConcernLineOut(Schema):
    uuid: UUID
    site: str
    at: datetime
    state: str


class ConcernNoteOut(Schema):
    kind: Words
    text: str
    by: str
    at: datetime


class ConcernGuardianOut(Schema):
    name: str
    phone: str
    email: str
    barred: bool


class ConcernReachOut(Schema):
    """A learner whom it may be about, with who answers for them."""

    name: str
    school: str
    grade: str
    phone: str
    guardians: list[ConcernGuardianOut]


class ConcernOut(Schema):
    """A concern, for a lead; that it was read is noted."""

    uuid: UUID
    site: str
    about: str
    text: str
    raised_by: str
    at: datetime
    state: str
    outcome: str
    notes: list[ConcernNoteOut]
    reach: list[ConcernReachOut]


class ConcernNoteIn(Strict):
    kind: Literal["note", "action"]
    text: str = Field(min_length=1, max_length=4000)


class ConcernClosing(Strict):
    outcome: str = Field(min_length=1, max_length=500)
