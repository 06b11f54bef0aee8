"""Shapes of notices in the API."""

from datetime import datetime, time
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict, Words

PaceName = Literal["at_once", "daily", "weekly", "never"]


class NoticeOut(Schema):
    """One thing told, in the language of who was told it."""

    uuid: UUID
    kind: str
    subject: str
    text: str
    url: str = Field(description="The page it is about; empty where there is none.")
    ecosystem: str
    language: str
    at: datetime
    is_new: bool


class ChoiceOut(Schema):
    """One kind of notice, and when mail tells of it."""

    kind: str
    title: Words
    pace: PaceName
    may_choose: bool


class NoticeChoicesOut(Schema):
    """How one chose to be told. Without a proved address no mail comes at all."""

    choices: list[ChoiceOut]
    quiet_from: time | None
    quiet_until: time | None
    digest_at: time
    weekday: int
    zone: str
    address: str


class PaceIn(Strict):
    kind: str = Field(max_length=60)
    pace: PaceName


class NoticeChoicesIn(Strict):
    """Kinds that are not named stay as they are; the hours are those of one's own clocks."""

    choices: list[PaceIn] = Field(default=[], max_length=100)
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest_at: time = time(7)
    weekday: int = Field(default=0, ge=0, le=6, description="Of the weekly letter; 0 is Monday.")


class ReadIn(Strict):
    notices: list[UUID] = Field(max_length=200)
