"""What the API sends and takes about pairs, notes and proposals."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Strict, Words

from .shapes import Kind


class PairsAsked(Listing):
    mentor: str = ""
    learner: str = ""
    state: str = ""


class PairLine(Schema):
    uuid: UUID
    mentor: str
    learner: str
    kind: str
    state: str
    starts: date | None
    ends: date | None


class NoteOut(Schema):
    uuid: UUID
    text: str
    at: datetime
    author: str
    shared: bool


class PairOut(PairLine):
    """`why` says in one sentence what the two have in common."""

    why: str
    about: str
    mentor_says: bool | None
    learner_says: bool | None
    reason: str
    activity: UUID | None
    notes: list[NoteOut]


class NewPair(Strict):
    wish: UUID
    offer: UUID


class PairAnswerIn(Strict):
    side: Literal["mentor", "learner"]
    agrees: bool


class PairBeginIn(Strict):
    starts: date


class PairEndIn(Strict):
    ends: date
    reason: str = Field("", max_length=200)


class NoteIn(Strict):
    """`shared` lets the learner and the family read it; `session` is one of the pair's activity."""

    text: str = Field(min_length=1, max_length=2000)
    shared: bool = False
    session: UUID | None = None


class NoteShareIn(Strict):
    shared: bool


class PairProposalIn(Strict):
    kind: Kind
    site: UUID | None = None


class HoldIn(Strict):
    """`hold` keeps a pair, rules it out, or leaves it to the reckoning."""

    wish: UUID
    offer: UUID
    hold: Literal["keep", "rule_out", "free"]


class ProposedOut(Schema):
    """A wish, with who might help and why, or what the learner waits for."""

    need: UUID
    learner: str
    offer: UUID | None
    mentor: str
    why: Words
    pinned: bool


class PairProposalOut(Schema):
    """No assignment costs less than this one by more than the share `gap` of its `points`."""

    uuid: UUID
    kind: Words
    state: str
    made_at: datetime
    method: str
    gap: float
    points: float
    pairs: list[ProposedOut]
    waiting: list[ProposedOut]
