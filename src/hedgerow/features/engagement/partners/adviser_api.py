"""Operations on the business advisory."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.bodies.models import Body
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import expected, one
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, advisory
from .listing import Advisers
from .models import Adviser
from .permissions import VIEW_PARTNERS
from .shapes import AdviserEnd, AdviserIn, AdviserOut, AdvisersAsked

router = Router(tags=["Partners"])
HERE: Final = "/ecosystems/{slug}/advisers"
ONE: Final = f"{HERE}/{{adviser}}"


@router.get(HERE, response=Page[AdviserOut], summary="List advisers")
def list_advisers(request: HttpRequest, slug: str, asked: Query[AdvisersAsked]) -> Any:
    by, place = _asking(request, slug)
    rows = advisory.advisers_of(by, place, today(place))
    related = rows.select_related("organisation").prefetch_related("offers")
    return page_of(Advisers(related, asked.asked()), asked, _line)


@router.post(HERE, response={201: AdviserOut}, summary="Add an adviser")
def save_adviser(request: HttpRequest, slug: str, body: AdviserIn) -> Any:
    by, place = _asking(request, slug)
    row = actions.save_adviser(place, by=by, at=timezone.now(), **_values(by, place, body))
    return Status(201, _shown(by, place, row.uuid))


@router.get(ONE, response=AdviserOut, summary="Read about an adviser")
def read_adviser(request: HttpRequest, slug: str, adviser: UUID) -> Any:
    by, place = _asking(request, slug)
    return _shown(by, place, adviser)


@router.put(ONE, response=AdviserOut, summary="Change an adviser")
def change_adviser(request: HttpRequest, slug: str, adviser: UUID, body: AdviserIn) -> Any:
    by, place = _asking(request, slug)
    row, said = advisory.adviser_for(by, place, adviser), _values(by, place, body)
    revision = expected(request)
    actions.save_adviser(place, row, by=by, at=timezone.now(), revision=revision, **said)
    return _shown(by, place, adviser)


@router.post(f"{ONE}/end", response=AdviserOut, summary="End an adviser's time")
def end_adviser(request: HttpRequest, slug: str, adviser: UUID, body: AdviserEnd) -> Any:
    by, place = _asking(request, slug)
    row = advisory.adviser_for(by, place, adviser)
    actions.end_adviser(row, body.ends, by=by, at=timezone.now())
    return _shown(by, place, adviser)


def _asking(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, VIEW_PARTNERS, within=place.pk)
    return by, place


def _values(by: Actor, place: Ecosystem, body: AdviserIn) -> dict[str, Any]:
    said = body.dict(exclude={"offers"})
    rows: dict[str, Any] = {
        "organisation": organisations_of(by, place),
        "person": people_of(by, place),
        "body": Body.objects.visible_to(by).filter(ecosystem=place),
    }
    for name, found in rows.items():
        said[name] = one(found, said[name]) if said[name] else None
    said["offers"] = {str(offer.kind.value): offer.note for offer in body.offers}
    return said


def _line(row: Any) -> dict[str, Any]:
    """A row of ``advisers_of`` with its organisation and offers."""
    plain = {name: getattr(row, name) for name in ("uuid", "field_of_work", "starts", "ends")}
    offers = sorted(row.offers.all(), key=lambda offer: offer.kind)
    return {
        **plain,
        "organisation": row.organisation.name if row.organisation else "",
        "person": row.person_name or "",
        "offers": [{"kind": offer.kind, "note": offer.note} for offer in offers],
        "revision": row.revision,
    }


def _shown(by: Actor, place: Ecosystem, uuid: UUID) -> dict[str, Any]:
    rows = advisory.advisers_of(by, place, today(place)).select_related("organisation")
    row: Adviser = one(rows.prefetch_related("offers"), uuid)
    return _line(row)
