"""Operations on the hours of a placement, and what both sides say."""

from typing import Any, Final, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import expected, pks
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .models import HoursEntry, Placement
from .rules import Part
from .shapes import CorrectIn, EntriesIn, EntriesOut, EvaluationIn, HoursIn, PlacementOut, WhyIn
from .showing import shown

router = Router(tags=["Placements"])
ONE: Final = "/ecosystems/{slug}/placements/{placement}"
ENTRY: Final = f"{ONE}/hours/{{entry}}"


@router.post(f"{ONE}/hours", response={201: PlacementOut}, summary="Enter hours")
def log_hours(request: HttpRequest, slug: str, placement: UUID, body: HoursIn) -> Any:
    """The host confirms them."""
    by, place, row = _at(request, slug, placement)
    actions.log_hours(row, by=by, at=timezone.now(), **body.dict())
    return Status(201, shown(by, place, placement))


@router.put(ENTRY, response=PlacementOut, summary="Change hours")
def change_hours(
    request: HttpRequest, slug: str, placement: UUID, entry: UUID, body: HoursIn
) -> Any:
    """Of hours that the host has not confirmed."""
    by, place, row = _at(request, slug, placement)
    one, revision = queries.entry_for(by, row, entry), expected(request)
    actions.change_hours(one, by=by, at=timezone.now(), revision=revision, **body.dict())
    return shown(by, place, placement)


@router.delete(ENTRY, response={204: None}, summary="Remove hours")
def remove_hours(request: HttpRequest, slug: str, placement: UUID, entry: UUID) -> Any:
    by, _place, row = _at(request, slug, placement)
    actions.remove_hours(queries.entry_for(by, row, entry), by=by, at=timezone.now())
    return Status(204, None)


@router.post(f"{ONE}/hours-confirmed", response=EntriesOut, summary="Confirm hours")
def confirm_hours(request: HttpRequest, slug: str, placement: UUID, body: EntriesIn) -> Any:
    by, _place, row = _at(request, slug, placement)
    found = pks(HoursEntry.objects.visible_to(by).filter(placement=row), body.entries)
    chosen = [pk for pk in found.values() if pk]
    return {"confirmed": actions.confirm_hours(row, chosen, by=by, at=timezone.now())}


@router.post(f"{ENTRY}/dispute", response=PlacementOut, summary="Dispute hours")
def dispute_hours(
    request: HttpRequest, slug: str, placement: UUID, entry: UUID, body: WhyIn
) -> Any:
    by, place, row = _at(request, slug, placement)
    one = queries.entry_for(by, row, entry)
    actions.dispute_hours(one, by=by, at=timezone.now(), reason=body.reason)
    return shown(by, place, placement)


@router.post(f"{ENTRY}/correct", response=PlacementOut, summary="Correct confirmed hours")
def correct_hours(
    request: HttpRequest, slug: str, placement: UUID, entry: UUID, body: CorrectIn
) -> Any:
    by, place, row = _at(request, slug, placement)
    one, at = queries.entry_for(by, row, entry), timezone.now()
    actions.correct_hours(one, body.minutes, by=by, at=at, reason=body.reason)
    return shown(by, place, placement)


@router.post(f"{ONE}/evaluations", response={201: PlacementOut}, summary="Evaluate a placement")
def evaluate_placement(request: HttpRequest, slug: str, placement: UUID, body: EvaluationIn) -> Any:
    """The other side reads it once both are in, or the time for it is over."""
    by, place, row = _at(request, slug, placement)
    side, at = cast("Part", body.side), timezone.now()
    actions.evaluate_placement(row, side, by=by, at=at, ratings=body.ratings, comment=body.comment)
    return Status(201, shown(by, place, placement))


def _at(request: HttpRequest, slug: str, uuid: UUID) -> tuple[Actor, Ecosystem, Placement]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    return by, place, queries.placement_for(by, place, uuid)
