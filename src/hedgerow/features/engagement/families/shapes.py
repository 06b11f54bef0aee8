"""Shapes of families in the API."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Strict

Code = Annotated[str, Field(max_length=10)]
Words2500 = Annotated[str, Field(max_length=2500)]


class ChildOut(Schema):
    """A child for whom one answers, with how many messages are new."""

    uuid: UUID
    name: str
    relation: str
    new: int


class ComingOut(Schema):
    activity: str
    starts_at: datetime = Field(description="By the clocks of where it is held, without a zone.")
    minutes: int
    site: str
    cancelled: bool
    excused: bool = Field(description="That an absence was reported for that day.")


class MarkedOut(Schema):
    day: date
    activity: str
    status: str


class ReceivedOut(Schema):
    """A message about the child, in the language it was received in."""

    uuid: UUID
    subject: str
    body: str
    language: str
    fallback: bool = Field(description="That it is not in the reader's language.")
    sender: str
    at: datetime
    is_new: bool
    asks: bool
    answer: str
    answer_note: str
    own: str = Field(description="What the sender added, as it was written.")
    own_foreign: bool = Field(description="That it is in another language than the reader's.")


class ChildPageOut(Schema):
    """What comes, what was, and what was written."""

    uuid: UUID
    name: str
    coming: list[ComingOut]
    marks: list[MarkedOut]
    messages: list[ReceivedOut]


class ToCallShape(Schema):
    name: str = Field(max_length=120)
    relation: str = Field(default="", max_length=60)
    phone: str = Field(max_length=40)


class DetailsOut(Schema):
    """Whom to call, the first first, and what must be known of health."""

    contacts: list[ToCallShape]
    allergies: str
    medicines: str
    other: str
    at: datetime | None


class DetailsIn(Strict):
    contacts: list[ToCallShape] = Field(default=[], max_length=5)
    allergies: str = Field(default="", max_length=500)
    medicines: str = Field(default="", max_length=500)
    other: str = Field(default="", max_length=500)


class MessageAnswerIn(Strict):
    answer: Literal["yes", "no", "call"]
    note: str = Field(default="", max_length=500)


class CopiesRead(Strict):
    copies: list[UUID] = Field(max_length=200)


class WatchingOut(Schema):
    """A guardian, and whether they see the record of who asks."""

    uuid: UUID
    name: str
    relation: str
    ecosystem: str
    sees: bool
    barred: bool
    may_decide: bool


class SightIn(Strict):
    sees: bool


class FamilyRuleShape(Strict):
    """What holds from the age of own consent on: guardians see, or not, until the learner says."""

    until_said: Literal["see", "not"]


class TemplateOut(Schema):
    """A template; revision 0 is the default that comes with the product."""

    key: str
    title: str = Field(
        description="In the language that is asked for, before anything is filled in."
    )
    texts: dict[str, list[str]] = Field(description="Language → subject and text.")
    asks: bool
    revision: int
    asked: list[str] = Field(description="Blanks that a sender fills in.")


class TemplateIn(Strict):
    texts: dict[Code, list[Words2500]] = Field(
        description="Language → subject and text.", max_length=20
    )
    asks: bool = False


class MessageIn(Strict):
    """To whose guardians, and what is filled in."""

    template: str = Field(max_length=60)
    to: Literal["group", "activity", "site", "learner", "ecosystem"]
    uuid: UUID
    values: dict[Code, Words2500] = Field(default={}, max_length=10)
    own: str = Field("", max_length=500, description="A sentence of the sender's, not translated.")
    own_language: str = Field("", max_length=10, description="The language it is in.")


class LookOut(Schema):
    """What the families of one language would receive."""

    language: str
    fallback: bool
    families: list[str]
    subject: str
    body: str
    own: str
    own_foreign: bool = Field(description="The sender's own sentence is in another language.")


class SentOut(Schema):
    uuid: UUID
    copies: int


class MessageOut(Schema):
    uuid: UUID
    template: str
    title: str = Field(
        description="What the template is called, in the language that is asked for."
    )
    place: str
    at: datetime
    n: int = Field(description="Copies.")
    n_read: int
    n_answered: int


class CopyOut(Schema):
    """What became of one family's copy."""

    guardian: str
    learner: str
    language: str
    fallback: bool
    read_at: datetime | None
    answer: str
    answer_note: str
    own_foreign: bool


class MessagePageOut(Schema):
    uuid: UUID
    subject: str
    own: str
    place: str
    at: datetime
    copies: list[CopyOut]


class FamilyContactIn(Strict):
    learner: UUID
    guardian: UUID | None = None
    kind: Literal["call", "visit", "message", "meeting"]
    tone: Literal["positive", "neutral", "concern"]
    reached: bool = True
    topic: str = Field(min_length=1, max_length=120)
    note: str = Field(default="", max_length=1000)
    on: date


class FamilyContactOut(Schema):
    uuid: UUID
    learner: str
    kind: str
    tone: str
    reached: bool
    topic: str
    note: str
    on: date

    @staticmethod
    def resolve_learner(row: object) -> str:
        return str(row.learner.name)  # type: ignore[attr-defined]


class ContactsAsked(Listing):
    learner: str = Field("", max_length=80)
    kind: str = Field("", max_length=10)
    tone: str = Field("", max_length=10)
    topic: str = Field("", max_length=80)


class GoodNewsOut(Schema):
    """Contacts of a school, group or month that one may read."""

    name: str
    contacts: int
    learners: int
    positive: int
    concern: int
    share: float | None
