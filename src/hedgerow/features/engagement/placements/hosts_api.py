"""Operations of hosts that are asked."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.requests import actor

from . import actions, queries
from .shapes import HostAnswerIn, HostAnswerOut
from .showing import shown_if_seen

router = Router(tags=["Placements"])
ONE: Final = "/ecosystems/{slug}/placements/{placement}"


@router.post(
    f"{ONE}/host-answer", response=HostAnswerOut, summary="Say whether a host takes a learner"
)
def answer_for_host(request: HttpRequest, slug: str, placement: UUID, body: HostAnswerIn) -> Any:
    """Nothing begins before. Declined, the placement looks for another host, which sees it instead."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = queries.placement_for(by, place, placement)
    actions.answer_for_host(row, by=by, at=timezone.now(), **body.dict())
    return {"accepted": body.accepts, "placement": shown_if_seen(by, place, placement)}
