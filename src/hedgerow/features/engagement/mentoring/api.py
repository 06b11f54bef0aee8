"""Operations on offers, wishes, checks and the terms of pairing."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import expected, one, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Offers, Wishes
from .models import Check, Offer
from .permissions import OFFER_HELP, RECORD_CHECKS, SET_TERMS
from .shapes import (
    CheckIn,
    CheckOut,
    HelpIn,
    HelpOfferIn,
    HelpOfferOut,
    HelpOffersAsked,
    NewHelpOffer,
    NewWish,
    TermsIn,
    TermsOut,
    WishesAsked,
    WishOut,
)

router = Router(tags=["Mentors and tutors"])
HERE: Final = "/ecosystems/{slug}/mentoring"


@router.get(f"{HERE}/offers", response=Page[HelpOfferOut], summary="List offers of help")
def list_offers(request: HttpRequest, slug: str, asked: Query[HelpOffersAsked]) -> Any:
    by, place = _place(request, slug)
    return page_of(Offers(queries.offers(by, place), asked.asked()), asked, _shown)


@router.post(f"{HERE}/offers", response={201: HelpOfferOut}, summary="Offer help")
def offer_help(request: HttpRequest, slug: str, body: NewHelpOffer) -> Any:
    """For oneself, or for somebody whom one arranges pairs for."""
    by, place = _place(request, slug)
    row = actions.offer_help(place, values(by, place, body), by=by, at=timezone.now())
    return Status(201, _shown(one(queries.offers(by, place), row.uuid)))


@router.patch(f"{HERE}/offers/{{offer}}", response=HelpOfferOut, summary="Change an offer of help")
def edit_help_offer(request: HttpRequest, slug: str, offer: UUID, body: HelpOfferIn) -> Any:
    """Changes the fields that are sent; `state` closes it or opens it again."""
    by, place = _place(request, slug)
    row = one(queries.offers(by, place), offer)
    said, read = values(by, place, body), expected(request)
    actions.edit_offer(row, said, by=by, at=timezone.now(), revision=read)
    return _shown(one(queries.offers(by, place), offer))


@router.get(f"{HERE}/wishes", response=Page[WishOut], summary="List wishes for help")
def list_wishes(request: HttpRequest, slug: str, asked: Query[WishesAsked]) -> Any:
    by, place = _place(request, slug)
    return page_of(Wishes(queries.needs(by, place), asked.asked()), asked, _shown)


@router.post(f"{HERE}/wishes", response={201: WishOut}, summary="Wish for help")
def tell_need(request: HttpRequest, slug: str, body: NewWish) -> Any:
    """For oneself, one's child, or a learner whom one arranges pairs for."""
    by, place = _place(request, slug)
    row = actions.tell_need(place, values(by, place, body), by=by, at=timezone.now())
    return Status(201, _shown(one(queries.needs(by, place), row.uuid)))


@router.post(f"{HERE}/wishes/{{wish}}/withdraw", response=WishOut, summary="Take a wish back")
def withdraw_need(request: HttpRequest, slug: str, wish: UUID) -> Any:
    by, place = _place(request, slug)
    actions.withdraw_need(queries.wish_row(by, place, wish), by=by, at=timezone.now())
    return _shown(queries.wish_row(by, place, wish))


@router.get(f"{HERE}/checks", response=list[CheckOut], summary="List checks")
def list_checks(request: HttpRequest, slug: str) -> Any:
    """Of everybody, for who records them."""
    by, place = _place(request, slug)
    require_held(by, RECORD_CHECKS, within=place.pk)
    return list(queries.checks(by, place).order_by("valid_until", "pk"))


@router.post(f"{HERE}/checks", response={201: CheckOut}, summary="Record a check")
def record_check(request: HttpRequest, slug: str, body: CheckIn) -> Any:
    by, place = _place(request, slug)
    person, now = one(people_of(by, place), body.person), timezone.now()
    days = body.seen_on, body.valid_until
    return Status(201, actions.record_check(place, person, body.kind, *days, by=by, at=now))


@router.post(f"{HERE}/checks/{{check}}/withdraw", response=CheckOut, summary="Withdraw a check")
def withdraw_check(request: HttpRequest, slug: str, check: UUID) -> Any:
    """It counts no more, and is kept."""
    by, place = _place(request, slug)
    row = one(Check.objects.visible_to(by).filter(ecosystem=place), check)
    return actions.withdraw_check(row, by=by, at=timezone.now())


@router.get(f"{HERE}/terms", response=TermsOut, summary="Read the terms of pairing")
def read_terms(request: HttpRequest, slug: str) -> Any:
    by, place = _place(request, slug)
    require_held(by, SET_TERMS, within=place.pk)
    return queries.terms_said(place)


@router.put(f"{HERE}/terms", response=TermsOut, summary="Set the terms of pairing")
def set_terms(request: HttpRequest, slug: str, body: TermsIn) -> Any:
    by, place = _place(request, slug)
    said = body.dict()
    checks = [(row["key"], row["title"]) for row in said.pop("required_checks")]
    actions.set_terms(place, checks, said, told=said.pop("told"), by=by, at=timezone.now())
    return queries.terms_said(place)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    """Who asks, and the ecosystem, for its members."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, OFFER_HELP, within=place.pk)
    return by, place


def values(by: Actor, place: Ecosystem, body: HelpIn) -> dict[str, Any]:
    """What was sent as the actions take it: keys in place of public ids."""
    said = body.dict(exclude_unset=True)
    if "person" in said:
        said["person_id"] = one(people_of(by, place), said.pop("person")).pk
    if "site" in said:
        uuid = said.pop("site")
        said["site_id"] = one(organisations_of(by, place), uuid).pk if uuid else None
    if "items" in said:
        own = pks(Item.objects.filter(framework__ecosystem=place), said["items"])
        said["items"] = [own[uuid] for uuid in said["items"]]
    return said


def _shown(row: Any) -> dict[str, Any]:
    names = (HelpOfferOut if isinstance(row, Offer) else WishOut).model_fields.keys() - {"items"}
    return {**{name: getattr(row, name) for name in names},
            "items": [item.uuid for item in row.items.all()]}  # fmt: skip
