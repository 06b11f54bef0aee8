"""What the API sends and takes about members, roles, groups, cards and tokens."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict


class Me(Schema):
    """Whose token it is, and what it may do where: ecosystem's address → permissions."""

    uuid: UUID
    name: str
    may: dict[str, list[str]]


class TokenOut(Schema):
    uuid: UUID
    name: str
    writes: bool
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    is_valid: bool


class Joining(Strict):
    organisations: list[UUID] = Field(max_length=1000)
    starts: date
    partner: bool = False
    tier: str = Field("member", min_length=1, max_length=40)


class Leaving(Strict):
    """`on` is the last day."""

    organisations: list[UUID] = Field(max_length=1000)
    on: date


class MembershipOut(Schema):
    """One stretch of membership."""

    tier: str
    partner: bool
    starts: date
    ends: date | None


class MembershipIn(Strict):
    """`starts` is the first day of what changes, today by default."""

    tier: str = Field(min_length=1, max_length=40)
    partner: bool = False
    starts: date | None = None


class Joined(Schema):
    joined: int


class RolesAsked(Listing):
    role: str = ""
    name: str = ""
    where: str = ""
    when: str = Field("", description="`now`, `past` or `later`.")


class RoleOut(Schema):
    uuid: UUID
    person: Named
    role: str
    organisation: Named | None
    grade: str
    starts: date
    ends: date | None


class RoleIn(Strict):
    """A role in the whole ecosystem, or for one organisation of it."""

    person: UUID
    role: str = Field(min_length=1, max_length=30)
    organisation: UUID | None = None
    grade: str = Field("", max_length=10)
    starts: date | None = None
    ends: date | None = None


class Roles(Strict):
    rows: list[RoleIn] = Field(max_length=1000)


class RolesEnding(Strict):
    """`on` is the last day."""

    roles: list[UUID] = Field(max_length=1000)
    on: date


class Ended(Schema):
    ended: int


class Restored(Schema):
    restored: int


class GroupsAsked(Listing):
    name: str = ""
    school: str = ""


class GroupLine(Schema):
    uuid: UUID
    name: str
    kind: str
    organisation: Named | None
    grade: str
    school_year: str
    starts: date
    ends: date | None


class GroupOut(GroupLine):
    """A group with those in it now, as far as one may see them."""

    leaders: list[Named]
    learners: list[Named]
    revision: int


class GroupIn(Strict):
    """Fields to change; those left out stay."""

    name: str = Field("", min_length=1, max_length=120)
    kind: str = Field("class", min_length=1, max_length=30)
    organisation: UUID | None = None
    grade: str = Field("", max_length=10)
    school_year: str = Field("", pattern=r"^(\d{4}-\d{2})?$")
    starts: date = date.min
    ends: date | None = None


class NewGroup(GroupIn):
    name: str = Field(min_length=1, max_length=120)
    starts: date


class CodedGroup(NewGroup):
    """A group, recognised by its code; without one it is new."""

    code: str = Field("", max_length=60)


class Groups(Strict):
    rows: list[CodedGroup] = Field(max_length=1000)


class PlaceIn(Strict):
    person: UUID
    leads: bool = False
    starts: date | None = None
    ends: date | None = None


class Places(Strict):
    rows: list[PlaceIn] = Field(max_length=1000)


class Persons(Strict):
    """`on` is the last day."""

    persons: list[UUID] = Field(max_length=1000)
    on: date


class LastDay(Strict):
    on: date


class CardLine(Schema):
    """Who has a card; never what stands on it."""

    uuid: UUID
    name: str
    has_address: bool
    issued_at: datetime | None
    last_used_at: datetime | None


class CardsFor(Strict):
    persons: list[UUID] = Field(min_length=1, max_length=200)


class CardOut(Schema):
    """What is told this once and kept nowhere."""

    name: str
    code: str
    secret: str
