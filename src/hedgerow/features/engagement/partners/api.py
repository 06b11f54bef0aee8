"""Operations on partners, agreements and contacts."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import expected, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import Day
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries, starting
from .adviser_api import router as advisers
from .listing import Partners
from .models import Agreement
from .permissions import EDIT_AGREEMENTS, VIEW_PARTNERS
from .shapes import (
    AgreementEnd,
    AgreementIn,
    AgreementOut,
    AgreementTermsOut,
    AnswerIn,
    ContactIn,
    ContactOut,
    NewAgreement,
    PartnerLine,
    PartnerOut,
    PartnersAsked,
)

router = Router(tags=["Partners"])
router.add_router("", advisers)
HERE: Final = "/ecosystems/{slug}/partners"
ONE: Final = f"{HERE}/{{partner}}"
AGREEMENT: Final = "/ecosystems/{slug}/agreements/{agreement}"
YEAR: Final = timedelta(days=365)


@router.get(HERE, response=Page[PartnerLine], summary="List partners")
def list_partners(request: HttpRequest, slug: str, asked: Query[PartnersAsked]) -> Any:
    by, place = _asking(request, slug)
    rows = queries.partners_of(by, place, today(place))
    return page_of(Partners(rows, asked.asked()), asked)


@router.get(ONE, response=PartnerOut, summary="Read about a partner")
def read_partner(
    request: HttpRequest,
    slug: str,
    partner: UUID,
    first: Day | None = None,
    until: Day | None = None,
) -> Any:
    """With what was delivered between two days, the last 365 if none are named."""
    by, place = _asking(request, slug)
    row, now = queries.partner_for(by, place, partner), today(place)
    last = until or now
    return queries.partner_page(by, place, row, first or last - YEAR, last, now)


@router.get(
    f"{ONE}/terms",
    response=list[AgreementTermsOut],
    summary="List terms to begin an agreement with",
)
def list_terms_of_agreements(request: HttpRequest, slug: str, partner: UUID) -> Any:
    """Those that came with a blueprint, and those agreed before, for whoever may propose."""
    by, place = _asking(request, slug)
    queries.partner_for(by, place, partner)
    require_held(by, EDIT_AGREEMENTS, within=place.pk, at_a_site=True)
    return starting.starts_for(by, place)


@router.post(f"{ONE}/agreements", response={201: AgreementOut}, summary="Propose an agreement")
def propose_agreement(request: HttpRequest, slug: str, partner: UUID, body: NewAgreement) -> Any:
    """The other side answers."""
    by, place = _asking(request, slug)
    row = queries.partner_for(by, place, partner)
    said = _values(by, place, body)
    renews = queries.agreement_for(by, place, body.renews) if body.renews else None
    said.pop("renews", None)
    made = actions.propose_agreement(place, row, by=by, at=timezone.now(), renews=renews, **said)
    return Status(201, _shown(by, place, made.uuid))


@router.get(AGREEMENT, response=AgreementOut, summary="Read an agreement")
def read_agreement(request: HttpRequest, slug: str, agreement: UUID) -> Any:
    by, place = _asking(request, slug)
    return _shown(by, place, agreement)


@router.patch(AGREEMENT, response=AgreementOut, summary="Change a proposed agreement")
def edit_agreement(request: HttpRequest, slug: str, agreement: UUID, body: AgreementIn) -> Any:
    by, place = _asking(request, slug)
    row, said = queries.agreement_for(by, place, agreement), _values(by, place, body)
    actions.edit_agreement(row, by=by, at=timezone.now(), revision=expected(request), **said)
    return _shown(by, place, agreement)


@router.post(f"{AGREEMENT}/answer", response=AgreementOut, summary="Answer an agreement")
def answer_agreement(request: HttpRequest, slug: str, agreement: UUID, body: AnswerIn) -> Any:
    """Agrees for the side that was asked, declines, or withdraws one's own proposal."""
    by, place = _asking(request, slug)
    row = queries.agreement_for(by, place, agreement)
    actions.answer_agreement(row, by=by, at=timezone.now(), **body.dict())
    return _shown(by, place, agreement)


@router.post(f"{AGREEMENT}/end", response=AgreementOut, summary="End an agreement early")
def end_agreement(request: HttpRequest, slug: str, agreement: UUID, body: AgreementEnd) -> Any:
    by, place = _asking(request, slug)
    row, now = queries.agreement_for(by, place, agreement), timezone.now()
    actions.end_agreement(row, body.ends, by=by, at=now, reason=body.reason)
    return _shown(by, place, agreement)


@router.post(f"{ONE}/contacts", response={201: ContactOut}, summary="Add a contact")
def save_contact(request: HttpRequest, slug: str, partner: UUID, body: ContactIn) -> Any:
    by, place = _asking(request, slug)
    row = queries.partner_for(by, place, partner)
    made = actions.save_contact(place, row, by=by, at=timezone.now(), **body.dict())
    lines = queries.contacts_of(by, place, row)
    return Status(201, next(line for line in lines if line.uuid == made.uuid))


@router.put(f"{ONE}/contacts/{{contact}}", response=ContactOut, summary="Change a contact")
def change_contact(
    request: HttpRequest, slug: str, partner: UUID, contact: UUID, body: ContactIn
) -> Any:
    by, place = _asking(request, slug)
    row = queries.partner_for(by, place, partner)
    old = queries.contact_for(by, place, row, contact)
    at, revision = timezone.now(), expected(request)
    actions.save_contact(place, row, old, by=by, at=at, revision=revision, **body.dict())
    lines = queries.contacts_of(by, place, row)
    return next(line for line in lines if line.uuid == contact)


@router.delete(f"{ONE}/contacts/{{contact}}", response={204: None}, summary="Remove a contact")
def remove_contact(request: HttpRequest, slug: str, partner: UUID, contact: UUID) -> Any:
    by, place = _asking(request, slug)
    row = queries.partner_for(by, place, partner)
    actions.remove_contact(queries.contact_for(by, place, row, contact), by=by, at=timezone.now())
    return Status(204, None)


def _asking(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, VIEW_PARTNERS, within=place.pk)
    return by, place


def _values(by: Actor, place: Ecosystem, body: AgreementIn) -> dict[str, Any]:
    """What was sent as the actions take it: rows in place of public ids."""
    said = body.dict(exclude_unset=True)
    rows = {
        "sites": organisations_of(by, place),
        "kinds": Kind.objects.filter(ecosystem=place),
        "consents": ConsentPurpose.objects.filter(ecosystem=place),
    }
    for name, found in rows.items():
        if name in said:
            keys = [key for key in pks(found, said[name]).values() if key]
            said[name] = list(found.filter(pk__in=keys))
    if "shares" in said:
        said["shares"] = [str(one.value) for one in said["shares"]]
    return said


def _shown(by: Actor, place: Ecosystem, uuid: UUID) -> dict[str, Any]:
    row: Agreement = queries.agreement_for(by, place, uuid)
    page = queries.agreement_page(by, row, today(place))
    kept = {name: getattr(row, name) for name in (*Agreement.tellable, "told", "shares")}
    shown = AgreementOut.model_fields.keys() - kept.keys()
    return {
        **{name: getattr(page, name) for name in shown},
        **kept,
        "sites": [{"uuid": uuid, "name": name} for uuid, name in page.sites],
    }
