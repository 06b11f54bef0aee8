"""Operations of families and members who offer something, and of who answers them."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import expected, one
from hedgerow.foundation.api.listing import Listing, Page, page_of
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Proposals
from .proposal_shapes import (
    OfferChangedIn,
    OfferDeclinedIn,
    OfferProposedIn,
    OfferProposedOut,
)

router = Router(tags=["Opportunities"])
HERE: Final = "/ecosystems/{slug}"
NONE_SAYS: Final = frozenset({"organisation", "starts", "begins", "minutes", "ends", "capacity"})
"""Where null says something: for everybody, at any time, without a bound."""
ONE: Final = f"{HERE}/opportunities/{{opportunity}}"


@router.get(
    f"{HERE}/offers-proposed",
    response=Page[OfferProposedOut],
    summary="List what one proposed to offer",
)
def list_offers_proposed(request: HttpRequest, slug: str, asked: Query[Listing]) -> Any:
    """One's own, in whatever state, the newest first."""
    by = actor(request)
    rows = queries.own_proposals(by, ecosystem_for(by, slug))
    return page_of(Proposals(rows, asked.asked()), asked)


@router.post(
    f"{HERE}/offers-proposed",
    response={201: OfferProposedOut},
    summary="Propose to offer something",
)
def propose_offer(request: HttpRequest, slug: str, body: OfferProposedIn) -> Any:
    """For families and members: whoever offers at the organisation looks at it first."""
    by = actor(request)
    place, said = ecosystem_for(by, slug), body.dict(exclude_unset=True)
    said["kind_id"] = one(queries.kinds_of(place, in_use=True), said.pop("kind")).pk
    if named := said.pop("organisation", None):
        said["organisation_id"] = one(queries.reviewing_sites(by, place), named).pk
    return Status(201, actions.propose_opportunity(place, said, by=by, at=timezone.now()))


@router.patch(
    f"{ONE}/proposal", response=OfferProposedOut, summary="Change what one proposed to offer"
)
def change_offer_proposed(
    request: HttpRequest, slug: str, opportunity: UUID, body: OfferChangedIn
) -> Any:
    """As long as nobody who may open it has begun to work on it."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    said = {
        name: value for name, value in body.dict(exclude_unset=True).items()
        if value is not None or name in NONE_SAYS
    }  # fmt: skip
    if "kind" in said:
        said["kind_id"] = one(queries.kinds_of(row.ecosystem, in_use=True), said.pop("kind")).pk
    if "organisation" in said:
        named, sites = said.pop("organisation"), queries.reviewing_sites(by, row.ecosystem)
        said["organisation_id"] = one(sites, named).pk if named else None
    return actions.change_proposal(row, said, by=by, at=timezone.now(), revision=expected(request))


@router.post(
    f"{ONE}/proposal/withdraw",
    response=OfferProposedOut,
    summary="Take back what one proposed to offer",
)
def withdraw_offer_proposed(request: HttpRequest, slug: str, opportunity: UUID) -> Any:
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    return actions.withdraw_proposal(row, by=by, at=timezone.now())


@router.post(
    f"{ONE}/proposal/decline",
    response=OfferProposedOut,
    summary="Decline what somebody proposed to offer",
)
def decline_offer_proposed(
    request: HttpRequest, slug: str, opportunity: UUID, body: OfferDeclinedIn
) -> Any:
    """Whoever made it is told why. It is accepted by opening it."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    read = expected(request)
    return actions.decline_proposal(row, body.reason, by=by, at=timezone.now(), revision=read)
