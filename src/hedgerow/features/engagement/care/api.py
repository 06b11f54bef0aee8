"""Operations of care: referrals, and concerns."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.foundation.acts.looking import keep_no_answer
from hedgerow.foundation.api.asking import one, person_asking
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from . import actions
from .listing import Referrals
from .models import Concern, Referral
from .permissions import VIEW_REFERRALS
from .queries.concerns import concern_page, concern_row, concerns_of
from .queries.leads import leads_of, own_site, require_lead
from .queries.referrals import own_referrals, referral_page, referral_row, referrals_of
from .queries.sides import learners_to_refer, members
from .shapes import (
    ConcernClosing,
    ConcernIn,
    ConcernLineOut,
    ConcernNoteIn,
    ConcernOut,
    ConcernReceipt,
    ReferralIn,
    ReferralLine,
    ReferralMade,
    ReferralMove,
    ReferralOut,
    ReferralRedirect,
    ReferralsAsked,
)

router = Router(tags=["Care"])
HERE: Final = "/ecosystems/{slug}/referrals"
CONCERNS: Final = "/ecosystems/{slug}/concerns"


@router.get(HERE, response=Page[ReferralLine], summary="List referrals")
def list_referrals(request: HttpRequest, slug: str, asked: Query[ReferralsAsked]) -> Any:
    """Those on one's side, as far as the family agrees."""
    by, place = _place(request, slug)
    return page_of(Referrals(referrals_of(by, place), asked.asked()), asked)


@router.post(HERE, response={201: ReferralMade}, summary="Refer a learner")
def refer(request: HttpRequest, slug: str, body: ReferralIn) -> Any:
    """The family is asked; nothing reaches the other organisation before."""
    by, place = _place(request, slug)
    learner = one(learners_to_refer(by, place), body.learner)
    sender, receiver = one(members(place), body.sender), one(members(place), body.receiver)
    row = actions.refer(
        place, learner, sender, receiver, body.need, body.note, by=by, at=timezone.now()
    )
    return Status(201, row)


@router.get(f"{HERE}/{{referral}}", response=ReferralOut, summary="Read a referral")
def read_referral(request: HttpRequest, slug: str, referral: UUID) -> Any:
    """With its steps, and for whom it waits."""
    by, place = _place(request, slug)
    return referral_page(by, referral_row(by, place, referral), timezone.now())


@router.post(f"{HERE}/{{referral}}/move", response=ReferralMade, summary="Answer a referral")
def move_referral(request: HttpRequest, slug: str, referral: UUID, body: ReferralMove) -> Any:
    """Seen, accepted, declined, done or closed, by the side whose step it is."""
    by, place = _place(request, slug)
    row = referral_row(by, place, referral)
    return actions.move_referral(row, body.act, body.reason, by=by, at=timezone.now())


@router.post(f"{HERE}/{{referral}}/redirect", response=ReferralMade, summary="Ask another instead")
def redirect_referral(
    request: HttpRequest, slug: str, referral: UUID, body: ReferralRedirect
) -> Any:
    """The family is asked anew."""
    by, place = _place(request, slug)
    row, receiver = referral_row(by, place, referral), one(members(place), body.receiver)
    return actions.redirect_referral(row, receiver, by=by, at=timezone.now())


@router.get(
    "/me/referrals", response=list[ReferralOut], summary="List referrals one is asked about"
)
def list_own_referrals(request: HttpRequest) -> Any:
    """About oneself or one's children, for who answers."""
    return own_referrals(person_asking(request), timezone.now())


@router.post(
    "/me/referrals/{referral}", response=ReferralMade, summary="Agree to a referral or not"
)
def answer_referral(request: HttpRequest, referral: UUID, body: ReferralMove) -> Any:
    """Agree, refuse or withdraw; agree after all, while it is open."""
    by = person_asking(request)
    row = one(Referral.objects.of_family(by), referral)
    return actions.move_referral(row, body.act, body.reason, by=by, at=timezone.now())


@router.post(
    "/ecosystems/{slug}/concern", response={201: ConcernReceipt}, summary="Raise a concern"
)
def raise_concern(request: HttpRequest, slug: str, body: ConcernIn) -> Any:
    """For the safeguarding leads alone. The answer says that it has arrived, and nothing more."""
    by, now = person_asking(request), timezone.now()
    place = ecosystem_for(by, slug)
    leads = {lead.uuid: lead for lead in leads_of(place, own_site(by, place), now)}
    me = Person.objects.filter(pk=by.person_id or 0).first()
    actions.raise_concern(
        place, body.text, about=me if body.about_me else None, about_name=body.about_name,
        against=leads.get(body.against) if body.against else None, by=by, at=now,
    )  # fmt: skip
    return Status(201, {"received": True})


@router.get(CONCERNS, response=list[ConcernLineOut], summary="List concerns one leads on")
def list_concerns(request: HttpRequest, slug: str) -> Any:
    """When and where, not what."""
    by, place = _leading(request, slug)
    return concerns_of(by, place)


@router.post(f"{CONCERNS}/{{concern}}", response=ConcernOut, summary="Open a concern")
def look_at_concern(request: HttpRequest, slug: str, concern: UUID) -> Any:
    """It is noted, so it is no reading."""
    by, place = _leading(request, slug)
    keep_no_answer(request)
    row = actions.look_at_concern(concern_row(by, place, concern), by=by, at=timezone.now())
    return concern_page(row, by, timezone.now())


@router.post(f"{CONCERNS}/{{concern}}/notes", response={204: None}, summary="Note on a concern")
def note_on_concern(request: HttpRequest, slug: str, concern: UUID, body: ConcernNoteIn) -> Any:
    by, row = _concern(request, slug, concern)
    actions.note_on_concern(row, body.kind, body.text, by=by, at=timezone.now())
    return Status(204, None)


@router.post(f"{CONCERNS}/{{concern}}/close", response={204: None}, summary="Close a concern")
def close_concern(request: HttpRequest, slug: str, concern: UUID, body: ConcernClosing) -> Any:
    by, row = _concern(request, slug, concern)
    actions.close_concern(row, body.outcome, by=by, at=timezone.now())
    return Status(204, None)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, VIEW_REFERRALS, within=place.pk)
    return by, place


def _leading(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_lead(by, place, timezone.now())
    return by, place


def _concern(request: HttpRequest, slug: str, concern: UUID) -> tuple[Actor, Concern]:
    by, place = _leading(request, slug)
    return by, concern_row(by, place, concern)
