"""Operations by which an ecosystem is handed over."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions
from .entering import full_address
from .handing_queries import offered_by, offered_to, page_of
from .models import Invitation
from .permissions import HAND_OVER
from .proving_api import Proof, proven
from .succession import successors

router = Router(tags=["Members"])
HERE: Final = "/ecosystems/{slug}/handover"


class HandoverOut(Schema):
    """From whom to whom, until when it can be answered, and the role kept afterwards."""

    uuid: UUID
    ecosystem: str
    outgoing: str
    to: str
    stays_as: str
    message: str
    until: datetime


class HandingOver(Proof):
    """Either `successor`, who takes part there, or `email`; `stays_as` names a role to keep."""

    successor: UUID | None = None
    email: str = Field("", max_length=254)
    stays_as: str = Field("", max_length=30)
    message: str = Field("", max_length=500)


class HandoverAnswer(Strict):
    agrees: bool


@router.get(HERE, response=HandoverOut, summary="Read an open hand-over")
def read_handover(request: HttpRequest, slug: str) -> Any:
    """The one that one offers, or else is offered."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    own = offered_by(by, place, now)
    row = None if own else offered_to(by, place, now)
    if own is None and row is None:
        raise NotFound
    return own or (page_of(row) if row else None)


@router.post(HERE, response={201: HandoverOut}, summary="Hand an ecosystem over")
def hand_over(request: HttpRequest, slug: str, body: HandingOver) -> Any:
    """Asks somebody to take over; nothing changes until they agree."""
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    require(by, HAND_OVER, within=place.pk)
    who = one(successors(place, by), body.successor) if body.successor else None
    language = (place.languages or ["en"])[0]
    wish = actions.Succession(who, body.email, body.stays_as, language, body.message)
    actions.mean_to_hand_over(place, wish, by=by, at=now)
    proven(request, body, "hand-over", slug)
    row = actions.hand_over(place, wish, by=by, at=now, root=full_address(request, "/"))
    return Status(201, page_of(row))


@router.post(f"{HERE}/answer", response={204: None}, summary="Answer a hand-over")
def answer_handover(request: HttpRequest, slug: str, body: HandoverAnswer) -> Any:
    """For whom it is offered to; whoever offers it is told."""
    by, now = actor(request), timezone.now()
    row = offered_to(by, ecosystem_for(by, slug), now)
    if row is None:
        raise NotFound
    actions.answer_handover(row, body.agrees, by=by, at=now)
    return Status(204, None)


@router.delete(HERE, response={204: None}, summary="Take a hand-over back")
def take_handover_back(request: HttpRequest, slug: str) -> Any:
    by, now = actor(request), timezone.now()
    found = offered_by(by, ecosystem_for(by, slug), now)
    if found is None:
        raise NotFound
    actions.withdraw_invitation(Invitation.objects.get(uuid=found.uuid), by=by, at=now)
    return Status(204, None)
