"""The operation that draws a sample of attendance."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.requests import actor

from . import actions

router = Router(tags=["Verification"])


class SampleIn(Strict):
    """Which days, how many records, and the seed that draws them."""

    starts: date
    ends: date
    size: int = Field(ge=1, le=2_000)
    seed: str = Field(min_length=1, max_length=64)


class SampleDrawn(Schema):
    uuid: UUID
    population: int
    digest: str


@router.post(
    "/ecosystems/{slug}/samples/attendance",
    response={201: SampleDrawn},
    summary="Draw a sample of attendance",
)
def sample_attendance(request: HttpRequest, slug: str, body: SampleIn) -> Any:
    """Each school gives its share; the same records and seed draw the same sample."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = actions.sample_attendance(place, **body.dict(), by=by, at=timezone.now())
    return Status(201, row)
