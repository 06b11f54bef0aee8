"""Operations on bodies, their seats and who holds them."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import expected, one
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Bodies
from .models import Body, Mandate
from .permissions import SEAT_PEOPLE
from .shapes import BodiesAsked, BodyIn, BodyLine, BodyOut, EndIn, NewBody, SeatIn

router = Router(tags=["Bodies"])
HERE: Final = "/ecosystems/{slug}/bodies"
ONE: Final = f"{HERE}/{{body}}"


@router.get(HERE, response=Page[BodyLine], summary="List bodies")
def list_bodies(request: HttpRequest, slug: str, asked: Query[BodiesAsked]) -> Any:
    place = ecosystem_for(actor(request), slug)
    rows = queries.bodies_of(place, today(place))
    return page_of(Bodies(rows, asked.asked()), asked)


@router.post(HERE, response={201: BodyOut}, summary="Found a body")
def found_body(request: HttpRequest, slug: str, body: NewBody) -> Any:
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    said = _values(by, place, body)
    name = said.pop("name")
    key = slugify(name)[:60] or f"body-{now:%Y%m%d%H%M%S}"
    return Status(201, _shown(by, actions.found_body(place, key, name, by=by, at=now, **said)))


@router.get(ONE, response=BodyOut, summary="Read a body")
def read_body(request: HttpRequest, slug: str, body: UUID) -> Any:
    """With its seats, and who holds them today."""
    by = actor(request)
    return _shown(by, queries.body_for(by, ecosystem_for(by, slug), body))


@router.patch(ONE, response=BodyOut, summary="Change a body")
def edit_body(request: HttpRequest, slug: str, body: UUID, payload: BodyIn) -> Any:
    by, now = actor(request), timezone.now()
    place = ecosystem_for(by, slug)
    row = queries.body_for(by, place, body)
    said = _values(by, place, payload)
    actions.edit_body(row, by=by, at=now, revision=expected(request), **said)
    return _shown(by, queries.body_for(by, place, body))


@router.put(f"{ONE}/seats/{{seat}}", response=OutcomeOut, summary="Give a seat")
def seat_people(request: HttpRequest, slug: str, body: UUID, seat: UUID, payload: SeatIn) -> Any:
    """Gives the seat to somebody from a day on."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    found = queries.seat_for(queries.body_for(by, place, body), seat)
    said = payload.dict(exclude_unset=True)
    person = one(people_of(by, place), said.pop("person"))
    row = {**said, "seat_id": found.pk, "person_id": person.pk}
    return actions.seat_people(place, [row], by=by, at=timezone.now())


@router.post(f"{ONE}/seats/{{seat}}/end", response={204: None}, summary="End a mandate")
def end_mandate(request: HttpRequest, slug: str, body: UUID, seat: UUID, payload: EndIn) -> Any:
    """Ends the mandate by which the seat is held, before that day."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    found = queries.seat_for(queries.body_for(by, place, body), seat)
    require(by, SEAT_PEOPLE, within=place.pk)
    held = Mandate.objects.filter(seat=found, ends=None).select_related("seat__body").first()
    if held is None:
        raise NotFound
    reason = payload.reason
    actions.end_mandate(held, payload.ends, by=by, at=timezone.now(), reason=reason)
    return Status(204, None)


def _values(by: Actor, place: Ecosystem, body: BodyIn) -> dict[str, Any]:
    """What was sent as the actions take it: rows in place of public ids."""
    said = body.dict(exclude_unset=True)
    if uuid := said.get("organisation"):
        said["organisation"] = one(organisations_of(by, place), uuid)
    if uuid := said.get("parent"):
        said["parent"] = one(Body.objects.visible_to(by).filter(ecosystem=place), uuid)
    return said


def _shown(by: Actor, row: Body) -> dict[str, Any]:
    page = queries.body_page(by, row, today(row.ecosystem))
    kept = {name: getattr(row, name) for name in ("name", "purpose", "told", "revision")}
    shown = BodyOut.model_fields.keys() - kept.keys()
    return {**{name: getattr(page, name) for name in shown}, **kept}
