"""What the API sends and takes about partners."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict, Words

from .models import DataKind, OfferKind


class PartnersAsked(Listing):
    """`standing` is `live` or `idle`."""

    name: str = ""
    sector: str = ""
    standing: str = ""


class PartnerLine(Schema):
    """`minutes` are those of sessions held in the last 365 days."""

    uuid: UUID
    name: str
    sector: str
    standing: str
    last_delivered: date | None
    minutes: int | None
    agreed_until: date | None


class AgreementLineOut(Schema):
    uuid: UUID
    title: str
    standing: str
    starts: date
    ends: date | None
    sites: list[str]


class ContactOut(Schema):
    uuid: UUID
    name: str
    task: str
    email: str
    phone: str
    is_shown: bool


class LineOut(Schema):
    """What was delivered at a site, of a kind, in a month; null is withheld."""

    site: str
    kind: str
    month: date
    sessions: int
    hours: float
    unconfirmed: int
    learners: int | None
    learner_hours: float | None


class DeliveredOut(Schema):
    """Counted from sessions marked as held; `unmarked` ones passed and are counted nowhere."""

    lines: list[LineOut]
    sessions: int
    hours: float
    unmarked: int
    learners: int | None
    learner_hours: float | None


class PartnerOut(Schema):
    uuid: UUID
    name: str
    sector: Words
    is_live: bool
    last: date | None
    agreements: list[AgreementLineOut]
    contacts: list[ContactOut]
    delivered: DeliveredOut
    first: date
    until: date


class AgreementOut(Schema):
    """`side` is who proposed it: `network` or `partner`."""

    uuid: UUID
    partner: UUID
    partner_name: str
    title: str
    scope: str
    standing: str
    starts: date
    ends: date | None
    sites: list[Named]
    kinds: list[str]
    shares: list[str]
    shared_for: str
    consents: list[str]
    side: str
    proposed_by: str
    proposed_at: datetime
    answered_by: str
    answered_as: str
    answered_at: datetime | None
    reason: str
    told: Told
    revision: int


class AgreementTermsOut(Schema):
    """What an agreement may begin with; `kinds` are keys of kinds of activity."""

    key: str
    title: str
    scope: str
    kinds: list[str]
    shares: list[str]
    shared_for: str
    months: int
    told: Told


class AgreementIn(Strict):
    """Fields to change; those left out stay. `shares` names kinds of data, `consents` purposes."""

    title: str = Field("", min_length=1, max_length=200)
    scope: str = Field("", min_length=1, max_length=4000)
    sites: list[UUID] = Field([], max_length=500)
    kinds: list[UUID] = Field([], max_length=100)
    consents: list[UUID] = Field([], max_length=100)
    shares: list[DataKind] = Field([], max_length=20)
    shared_for: str = Field("", max_length=1000)
    told: Told = {}
    starts: date | None = None
    ends: date | None = None


class NewAgreement(AgreementIn):
    """`renews` is the agreement that this one follows."""

    title: str = Field(min_length=1, max_length=200)
    scope: str = Field(min_length=1, max_length=4000)
    starts: date
    renews: UUID | None = None


class AnswerIn(Strict):
    accepts: bool
    answered_as: str = Field("", max_length=120)
    reason: str = Field("", max_length=500)


class AgreementEnd(Strict):
    """`ends` is the last day in it."""

    ends: date
    reason: str = Field(min_length=1, max_length=500)


class ContactIn(Strict):
    """`consented_on` is when they agreed to be shown to all who work together here."""

    name: str = Field(min_length=1, max_length=200)
    task: str = Field("", max_length=120)
    email: str = Field("", max_length=254)
    phone: str = Field("", max_length=40)
    consented_on: date | None = None


class AdvisersAsked(Listing):
    """`offers` asks who can offer that; `is_over` is `active` or `over`."""

    who: str = ""
    field_of_work: str = ""
    offers: str = ""
    is_over: str = ""


class OfferOut(Schema):
    kind: str
    note: str


class AdviserOut(Schema):
    """The person's name is told to who may see the person."""

    uuid: UUID
    organisation: str
    person: str
    field_of_work: str
    starts: date
    ends: date | None
    offers: list[OfferOut]
    revision: int


class OfferIn(Strict):
    kind: OfferKind
    note: str = Field("", max_length=300)


class AdviserIn(Strict):
    """An adviser is an organisation, a person, or one for the other."""

    organisation: UUID | None = None
    person: UUID | None = None
    body: UUID | None = None
    field_of_work: str = Field("", max_length=120)
    starts: date
    ends: date | None = None
    offers: list[OfferIn] = Field(max_length=20)


class AdviserEnd(Strict):
    ends: date
