"""Operations by which a guardian is barred from a learner, and no longer is."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions
from .models import Guardian
from .permissions import BAR_GUARDIAN

router = Router(tags=["People and organisations"])
BAR: Final = "/ecosystems/{slug}/guardians/{tie}/bar"


class BarIn(Strict):
    """By what order, and from when to when; without ``ends`` until it is lifted."""

    reason: str = Field(min_length=1, max_length=400)
    starts: date
    ends: date | None = None


@router.put(BAR, response={204: None}, summary="Bar a guardian by court order")
def bar_guardian(request: HttpRequest, slug: str, tie: UUID, body: BarIn) -> Any:
    """The tie stays; the guardian sees nothing of the learner, in any ecosystem."""
    row = _tie(request, slug, tie)
    actions.bar_guardian(
        row, body.reason, body.starts, body.ends, by=actor(request), at=timezone.now()
    )
    return Status(204, None)


@router.delete(BAR, response={204: None}, summary="Lift the bar of a guardian")
def lift_bar(request: HttpRequest, slug: str, tie: UUID) -> Any:
    actions.lift_bar(_tie(request, slug, tie), by=actor(request), at=timezone.now())
    return Status(204, None)


def _tie(request: HttpRequest, slug: str, tie: UUID) -> Guardian:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, BAR_GUARDIAN, within=place.pk)
    return one(Guardian.objects.filter(ecosystem=place), tie)
