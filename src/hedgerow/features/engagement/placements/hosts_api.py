"""Operations of hosts that are asked, and of families that say no."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import expected
from hedgerow.foundation.requests import actor

from . import actions, queries
from .shapes import HostAnswerIn, HostAnswerOut, PlacementOut, RefusalIn
from .showing import shown, shown_if_seen

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


@router.post(
    f"{ONE}/steps/{{step}}/refuse", response=PlacementOut, summary="Do not agree to a placement"
)
def refuse_step(
    request: HttpRequest, slug: str, placement: UUID, step: UUID, body: RefusalIn
) -> Any:
    """For a step that is a consent. Nothing begins; whoever runs it and the learner are told."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = queries.step_for(by, queries.placement_for(by, place, placement), step)
    read = expected(request)
    actions.refuse_step(row, by=by, at=timezone.now(), reason=body.reason, revision=read)
    return shown(by, place, placement)
