"""My record: everything about the person who is signed in, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hedgerow.commons.ecosystems.clock import is_over, perhaps_running
from hedgerow.commons.ecosystems.words import word
from hedgerow.commons.membership.customs import in_language
from hedgerow.commons.membership.models import (
    ApiToken,
    Assignment,
    Consent,
    ConsentPurpose,
    SignInCard,
)
from hedgerow.commons.membership.proved import addresses_of
from hedgerow.commons.people.models import Person
from hedgerow.commons.records.models import Progress
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.zones import place_name
from hedgerow.portal.queries.attended import ActivityRow, attended
from hedgerow.portal.queries.opened import OpenedDay, opened
from hedgerow.portal.wording import Text, address

MOST = 50


@dataclass(frozen=True, slots=True)
class RoleRow:
    role: Text
    ecosystem: str
    url: str
    organisation: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ProgressRow:
    item: str
    level: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentRow:
    purpose: str
    answer: Text
    at: datetime
    ecosystem: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    name: str
    called: str
    email: str
    phone: str
    time_zone: str
    born: date | None
    sign_in_email: str
    has_password: bool
    has_card: bool
    tokens: int
    roles: Sequence[RoleRow]
    activities: Sequence[ActivityRow]
    progress: Sequence[ProgressRow]
    consents: Sequence[ConsentRow]
    openings: Sequence[OpenedDay]

    @property
    def hours(self) -> float:
        return sum(one.hours for one in self.activities)


def record_page(actor: Actor, at: datetime) -> RecordPage:
    """What is kept about the actor's own person; raises NotFound for who has none."""
    person = Person.objects.select_related("account").filter(pk=actor.person_id or 0).first()
    if person is None:
        raise NotFound
    account = person.account
    return RecordPage(
        name=person.name,
        called=person.called,
        email=person.email,
        phone=person.phone,
        time_zone=place_name(person.time_zone) if person.time_zone else "",
        born=person.born,
        sign_in_email=", ".join(dict.fromkeys(one.lower() for one in addresses_of(person))),
        has_password=bool(account and account.has_usable_password()),
        has_card=SignInCard.objects.filter(person=person, revoked_at__isnull=True).exists(),
        tokens=ApiToken.objects.filter(person=person, revoked_at__isnull=True).count(),
        roles=_roles(person, at),
        activities=attended(person.pk),
        progress=_progress(person),
        consents=_consents(person),
        openings=opened(person),
    )


def _roles(person: Person, at: datetime) -> list[RoleRow]:
    """What is held there today, or from a day to come."""
    held = Assignment.objects.filter(perhaps_running(at), person=person)
    return [
        RoleRow(
            word(one.ecosystem.vocabulary, one.role),
            one.ecosystem.said("name"),
            address("ecosystem", one.ecosystem.slug),
            one.organisation.name if one.organisation else "",
            one.starts,
            one.ends,
        )
        for one in held.select_related("ecosystem", "organisation").order_by("ecosystem", "role")
        if not is_over(one.ends, one.ecosystem.time_zone, at)
    ]


def _progress(person: Person) -> list[ProgressRow]:
    rows = Progress.objects.filter(person=person).select_related("item").order_by("-at")
    return [ProgressRow(str(one.item), one.level, one.at) for one in rows[:MOST]]


def _consents(person: Person) -> list[ConsentRow]:
    """The answer that counts for each purpose: the newest."""
    newest: dict[tuple[int, str], Consent] = {}
    rows = Consent.objects.filter(person=person).select_related("ecosystem").order_by("at", "pk")
    for one in rows:
        newest[one.ecosystem_id, one.purpose] = one
    asked = ConsentPurpose.objects.filter(ecosystem__in={of for of, _key in newest})
    titles = {
        (one.ecosystem_id, one.key): one.titles for one in asked.order_by("version")
    }  # the latest
    return [
        ConsentRow(
            in_language(titles.get(of, {}), one.ecosystem.languages) or one.purpose,
            one.get_answer_display(), one.at, one.ecosystem.said("name"),
        )
        for of, one in newest.items()
    ]  # fmt: skip
