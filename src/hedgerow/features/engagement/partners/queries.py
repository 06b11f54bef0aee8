"""Partners, agreements, contacts and advisers as pages and the API show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.functional import Promise

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.customs import in_language
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.records.permissions import VIEW_RECORDS
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.folding import folded
from hedgerow.foundation.permissions import Actor

from . import rules
from .delivering import Delivered, delivered, hours_since, last_delivered
from .models import Agreement, Contact, DataKind
from .permissions import EDIT_AGREEMENTS, EDIT_CONTACTS
from .words import STANDINGS

Text = str | Promise
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement among others."""

    uuid: UUID
    title: str
    standing: rules.Standing
    words: Text
    starts: date
    ends: date | None
    sites: Sequence[str]


@dataclass(frozen=True, slots=True)
class ContactLine:
    uuid: UUID
    name: str
    task: str
    email: str
    phone: str
    is_shown: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """One partner: what was agreed, whom to ask, what was delivered."""

    uuid: UUID
    slug: str
    name: str
    sector: Text
    is_live: bool
    last: date | None
    agreements: Sequence[AgreementLine]
    contacts: Sequence[ContactLine]
    delivered: Delivered
    first: date
    until: date
    may_agree: bool
    may_edit_contacts: bool
    simulated: bool


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement, who signed for whom, and what the reader may do about it."""

    uuid: UUID
    slug: str
    partner: UUID
    partner_name: str
    ecosystem: str
    title: str
    scope: str
    standing: rules.Standing
    words: Text
    starts: date
    ends: date | None
    sites: Sequence[tuple[UUID, str]]
    kinds: Sequence[str]
    shares: Sequence[Text]
    shared_for: str
    consents: Sequence[str]
    side: str
    proposed_by: str
    proposed_at: datetime
    answered_by: str
    answered_as: str
    answered_at: datetime | None
    reason: str
    renews: tuple[UUID, str] | None
    revision: int
    may_edit: bool
    may_answer: bool
    may_withdraw: bool
    may_end: bool
    simulated: bool

    @property
    def proposing(self) -> str:
        """For whom it was proposed."""
        return self.ecosystem if self.side == "network" else self.partner_name


def partners_of(actor: Actor, ecosystem: Ecosystem, today: date) -> QuerySet[Organisation]:
    """Organisations listed as partners or with an agreement; when each delivered last, and how much."""
    listed = OrganisationMembership.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=today),
        ecosystem=ecosystem, partner=True, organisation=OuterRef("pk"),
    )  # fmt: skip
    agreed = Agreement.objects.filter(
        ecosystem=ecosystem, organisation=OuterRef("pk"), state="agreed"
    )
    until = agreed.visible_to(actor).order_by().values("organisation")
    rows = organisations_of(actor, ecosystem).filter(Q(Exists(listed)) | Q(Exists(agreed)))
    return rows.annotate(
        slug=Value(ecosystem.slug),
        last_delivered=last_delivered(ecosystem),
        minutes=hours_since(ecosystem, today - YEAR),
        agreed_until=Subquery(until.annotate(last=Max("ends")).values("last")),
    ).annotate(
        standing=Case(
            When(last_delivered__gte=today - rules.IDLE_AFTER, then=Value("live")),
            default=Value("idle"),
        )
    )


def partner_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Organisation:
    """One organisation of the ecosystem; raises NotFound."""
    found = organisations_of(actor, ecosystem).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def partner_page(
    actor: Actor, ecosystem: Ecosystem, row: Organisation, first: date, last: date, today: date
) -> PartnerPage:
    """The partner with what was delivered from ``first`` to ``last``."""
    latest = Organisation.objects.filter(pk=row.pk).annotate(last=last_delivered(ecosystem))
    day = latest.values_list("last", flat=True).get()
    agreements = Agreement.objects.visible_to(actor).filter(ecosystem=ecosystem, organisation=row)
    return PartnerPage(
        uuid=row.uuid,
        slug=ecosystem.slug,
        name=row.name,
        sector=row.get_sector_display(),
        is_live=rules.is_live(day, today),
        last=day,
        agreements=agreement_lines(agreements.order_by("-starts", "-pk"), today),
        contacts=contacts_of(actor, ecosystem, row),
        delivered=delivered(
            ecosystem, row, first, last, with_learners=actor.holds(VIEW_RECORDS, ecosystem.pk)
        ),
        first=first,
        until=last,
        may_agree=_may(actor, EDIT_AGREEMENTS, ecosystem.pk, row.pk),
        may_edit_contacts=_may(actor, EDIT_CONTACTS, ecosystem.pk, row.pk),
        simulated=row.origin == "simulated",
    )


def agreement_lines(rows: QuerySet[Agreement], today: date) -> list[AgreementLine]:
    """Agreements in their order; three queries, however many."""
    renewed = renewed_among(rows)
    found = []
    for row in rows.prefetch_related("sites"):
        stands = rules.standing(row.state, row.starts, row.ends, today, renewed=row.pk in renewed)
        sites = sorted(site.name for site in row.sites.all())
        found.append(
            AgreementLine(
                row.uuid, row.said("title"), stands, STANDINGS[stands], row.starts, row.ends, sites
            )
        )
    return found


def renewed_among(rows: QuerySet[Agreement]) -> set[int]:
    """Keys of those that another agreement follows."""
    following = Agreement.objects.filter(renews__in=rows.order_by().values("pk"), state="agreed")
    return {key for key in following.values_list("renews", flat=True) if key}


def contacts_of(actor: Actor, ecosystem: Ecosystem, row: Organisation) -> list[ContactLine]:
    """Whom to ask there, as far as the actor may know."""
    may_edit = _may(actor, EDIT_CONTACTS, ecosystem.pk, row.pk)
    found = Contact.objects.visible_to(actor).filter(ecosystem=ecosystem, organisation=row)
    return [
        ContactLine(
            one.uuid, one.name, one.task, one.email, one.phone, one.consented_on is not None,
            may_edit,
        )
        for one in found.order_by("name", "pk")
    ]  # fmt: skip


def contact_for(
    actor: Actor, ecosystem: Ecosystem, organisation: Organisation, uuid: UUID
) -> Contact:
    rows = Contact.objects.visible_to(actor).select_related("ecosystem", "organisation")
    found = rows.filter(ecosystem=ecosystem, organisation=organisation, uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def agreement_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Agreement:
    """One agreement; raises NotFound."""
    rows = Agreement.objects.visible_to(actor).select_related(
        "ecosystem", "organisation", "proposed_by", "answered_by", "renews"
    )
    found = rows.filter(ecosystem=ecosystem, uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def agreement_page(actor: Actor, row: Agreement, today: date) -> AgreementPage:
    """The agreement, for somebody to whom ``agreement_for`` gave it."""
    renewed = Agreement.objects.filter(renews=row, state="agreed").exists()
    stands = rules.standing(row.state, row.starts, row.ends, today, renewed=renewed)
    sides = sides_of(actor, row)
    same = actor.person_id is not None and actor.person_id == row.proposed_by_id
    is_proposed = row.state == Agreement.State.PROPOSED
    return AgreementPage(
        uuid=row.uuid,
        slug=row.ecosystem.slug,
        partner=row.organisation.uuid,
        partner_name=row.organisation.name,
        ecosystem=row.ecosystem.said("name"),
        title=row.said("title"),
        scope=row.said("scope"),
        standing=stands,
        words=STANDINGS[stands],
        starts=row.starts,
        ends=row.ends,
        sites=list(row.sites.order_by("name", "pk").values_list("uuid", "name")),
        kinds=sorted((kind.shown for kind in row.kinds.all()), key=folded),
        shares=[words for key, words in DataKind.choices if key in row.shares],
        shared_for=row.said("shared_for"),
        consents=_titles(row),
        side=row.side,
        proposed_by=row.proposed_by.name if row.proposed_by else "",
        proposed_at=row.proposed_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_as=row.answered_as,
        answered_at=row.answered_at,
        reason=row.reason,
        renews=(row.renews.uuid, row.renews.said("title")) if row.renews else None,
        revision=row.revision,
        may_edit=is_proposed and row.side in sides,
        may_answer=is_proposed and rules.may_answer(side_of(row), sides, same_person=same),
        may_withdraw=is_proposed and row.side in sides,
        may_end=stands in ("coming", "live", "expiring", "renewed") and bool(sides),
        simulated=row.origin == "simulated",
    )


def _titles(row: Agreement) -> list[str]:
    languages = row.ecosystem.languages
    return [in_language(one.titles, languages) or one.key for one in row.consents.order_by("key")]


def side_of(row: Agreement) -> rules.Side:
    """Who proposed it."""
    return "network" if row.side == "network" else "partner"


def sides_of(actor: Actor, row: Agreement) -> set[rules.Side]:
    """For whom the actor may speak about this agreement."""
    found: set[rules.Side] = set()
    if actor.may(EDIT_AGREEMENTS, row.ecosystem_id):
        found.add("network")
    if actor.may_at(EDIT_AGREEMENTS, row.ecosystem_id, row.organisation_id):
        found.add("partner")
    return found


def _may(actor: Actor, permission: str, ecosystem: int, organisation: int) -> bool:
    return actor.may(permission, ecosystem) or actor.may_at(permission, ecosystem, organisation)
