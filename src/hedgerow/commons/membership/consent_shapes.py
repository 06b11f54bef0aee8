"""What the API sends and takes about consents and customs of membership."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.shapes import Strict, Words


class QuestionOut(Schema):
    """What one person is asked in one ecosystem, and the answer that counts."""

    purpose: UUID
    title: str
    text: str
    ecosystem: str
    answer: str
    is_newer: bool
    may_answer: bool


class AskedOut(Schema):
    """Oneself or a ward, with the questions."""

    uuid: UUID
    name: str
    is_me: bool
    questions: list[QuestionOut]


class Answer(Strict):
    person: UUID
    agrees: bool


class PurposeOut(Schema):
    """What an ecosystem asks now: language → words."""

    uuid: UUID
    key: str
    version: int
    titles: dict[str, str]
    texts: dict[str, str]


class PurposeIn(Strict):
    """Titles and texts by language; another text is a new version, answered anew."""

    titles: dict[str, Annotated[str, Field(max_length=120)]] = Field(min_length=1, max_length=20)
    texts: dict[str, Annotated[str, Field(max_length=5000)]] = Field(min_length=1, max_length=20)


class NewPurpose(PurposeIn):
    key: str = Field(pattern="^[-a-zA-Z0-9_]{1,60}$")


class Recording(Strict):
    """What was signed on paper, for each of the persons."""

    persons: list[UUID] = Field(max_length=1000)
    agrees: bool


class Recorded(Schema):
    recorded: int


class PurposeColumn(Schema):
    uuid: UUID
    title: str
    given: int


class AnswerCell(Schema):
    """`state` is empty where nobody answered what is asked now."""

    state: str
    label: Words
    at: datetime | None


class AnswerLine(Schema):
    uuid: UUID
    name: str
    cells: list[AnswerCell]


class GroupConsentsOut(Schema):
    """Who of a group agreed to what; the cells of a line stand in the order of the columns."""

    columns: list[PurposeColumn]
    lines: list[AnswerLine]


class Tier(Strict):
    key: str = Field(pattern="^[-a-zA-Z0-9_]{1,40}$")
    title: str = Field(min_length=1, max_length=120)


class CustomsShape(Strict):
    """From which age one answers oneself, and the tiers of membership, in order."""

    age_of_consent: int = Field(ge=6, le=21)
    tiers: list[Tier] = Field(min_length=1, max_length=30)
    told: Told | None = Field(
        None, description="Titles in other languages, as `tier.` and the key."
    )
