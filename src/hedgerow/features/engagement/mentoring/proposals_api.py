"""Operations on proposals of many pairs at once."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .pair_shapes import (
    HoldIn,
    PairProposalIn,
    PairProposalOut,
)
from .permissions import OFFER_HELP

router = Router(tags=["Mentors and tutors"])
HERE: Final = "/ecosystems/{slug}/mentoring"
PAIR: Final = f"{HERE}/pairs/{{pair}}"
PROPOSAL: Final = f"{HERE}/proposals/{{proposal}}"
HOLDS: Final = {"keep": True, "rule_out": False, "free": None}


@router.post(f"{HERE}/proposals", response={201: PairProposalOut}, summary="Propose pairs for all")
def make_proposal(request: HttpRequest, slug: str, body: PairProposalIn) -> Any:
    """Reckons who should be paired with whom so that all together fare best; nobody is asked yet."""
    by, place = _place(request, slug)
    site = one(organisations_of(by, place), body.site).pk if body.site else None
    row = actions.make_proposal(place, body.kind, by=by, at=timezone.now(), site_id=site)
    return Status(201, _proposal(by, place, row.uuid))


@router.get(PROPOSAL, response=PairProposalOut, summary="Read a proposal of pairs")
def read_proposal(request: HttpRequest, slug: str, proposal: UUID) -> Any:
    by, place = _place(request, slug)
    return _proposal(by, place, proposal)


@router.post(
    f"{PROPOSAL}/hold", response=PairProposalOut, summary="Keep or rule out a pair by hand"
)
def hold_pair(request: HttpRequest, slug: str, proposal: UUID, body: HoldIn) -> Any:
    """The others are reckoned anew."""
    by, place = _place(request, slug)
    row = queries.proposal_row(by, place, proposal)
    need = queries.wish_row(by, place, body.wish)
    offer = one(queries.offers(by, place), body.offer)
    actions.hold_pair(row, need, offer, HOLDS[body.hold], by=by, at=timezone.now())
    return _proposal(by, place, proposal)


@router.post(f"{PROPOSAL}/publish", response=PairProposalOut, summary="Publish a proposal of pairs")
def publish_proposal(request: HttpRequest, slug: str, proposal: UUID) -> Any:
    """Both sides of every pair are asked."""
    by, place = _place(request, slug)
    actions.publish_proposal(queries.proposal_row(by, place, proposal), by=by, at=timezone.now())
    return _proposal(by, place, proposal)


@router.post(f"{PROPOSAL}/aside", response=PairProposalOut, summary="Put a proposal aside")
def put_aside(request: HttpRequest, slug: str, proposal: UUID) -> Any:
    by, place = _place(request, slug)
    actions.put_aside(queries.proposal_row(by, place, proposal), by=by, at=timezone.now())
    return _proposal(by, place, proposal)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    """Who asks, and the ecosystem, for its members."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, OFFER_HELP, within=place.pk)
    return by, place


def _proposal(by: Actor, place: Ecosystem, uuid: UUID) -> Any:
    return queries.proposal_page(by, queries.proposal_row(by, place, uuid))
