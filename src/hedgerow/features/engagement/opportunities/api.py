"""Operations on opportunities and their kinds."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import expected, one, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Opportunities
from .shapes import (
    DaysIn,
    NewOpportunity,
    OpportunitiesAsked,
    OpportunityIn,
    OpportunityLine,
    OpportunityOut,
    StateIn,
)

router = Router(tags=["Opportunities"])
HERE: Final = "/ecosystems/{slug}"
OPPORTUNITIES: Final = f"{HERE}/opportunities"
ONE: Final = f"{OPPORTUNITIES}/{{opportunity}}"


@router.get(OPPORTUNITIES, response=Page[OpportunityLine], summary="List opportunities")
def list_opportunities(request: HttpRequest, slug: str, asked: Query[OpportunitiesAsked]) -> Any:
    """What is shown here: open, or closed and still there to be read."""
    by = actor(request)
    rows = queries.opportunities(by, ecosystem_for(by, slug))
    return page_of(Opportunities(rows, asked.asked()), asked)


@router.post(OPPORTUNITIES, response={201: OpportunityOut}, summary="Offer an opportunity")
def offer_opportunity(request: HttpRequest, slug: str, body: NewOpportunity) -> Any:
    """Begins a draft; it is shown once it is opened."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = actions.offer_opportunity(place, _values(by, place, body), by=by, at=timezone.now())
    return Status(201, shown(by, slug, row.uuid))


@router.get(ONE, response=OpportunityOut, summary="Read an opportunity")
def read_opportunity(request: HttpRequest, slug: str, opportunity: UUID) -> Any:
    return shown(actor(request), slug, opportunity)


@router.patch(ONE, response=OpportunityOut, summary="Change an opportunity")
def edit_opportunity(
    request: HttpRequest, slug: str, opportunity: UUID, body: OpportunityIn
) -> Any:
    """Changes the fields that are sent."""
    by, read = actor(request), expected(request)
    row = queries.opportunity_row(by, slug, opportunity)
    said = _values(by, row.ecosystem, body)
    actions.edit_opportunity(row, said, by=by, at=timezone.now(), revision=read)
    return shown(by, slug, opportunity)


@router.post(f"{ONE}/state", response=OpportunityOut, summary="Open, close or archive")
def set_state(request: HttpRequest, slug: str, opportunity: UUID, body: StateIn) -> Any:
    """Opens a draft, or again what was closed; closes; or puts away. `If-Match` says what was read."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    said: Any = {"by": by, "at": timezone.now(), "revision": expected(request)}
    if body.state == "open":
        actions.open_opportunity(row, **said)
    elif body.state == "closed":
        actions.close_opportunity(row, **said)
    else:
        actions.archive_opportunity(row, **said)
    return shown(by, slug, opportunity)


@router.post(f"{ONE}/copy", response={201: OpportunityOut}, summary="Copy an opportunity")
def copy_opportunity(request: HttpRequest, slug: str, opportunity: UUID) -> Any:
    """Begins a draft that says the same."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    made = actions.copy_opportunity(row, by=by, at=timezone.now())
    return Status(201, shown(by, slug, made.uuid))


@router.post(f"{ONE}/repeat", response={201: list[OpportunityLine]}, summary="Repeat it")
def repeat_opportunity(request: HttpRequest, slug: str, opportunity: UUID, body: DaysIn) -> Any:
    """Offers the same again on each of these first days."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, opportunity)
    return Status(201, actions.repeat_opportunity(row, body.days, by=by, at=timezone.now()))


def _values(by: Actor, place: Ecosystem, body: OpportunityIn) -> dict[str, Any]:
    """What was sent as the actions take it: keys in place of public ids."""
    said = body.dict(exclude_unset=True)
    named = [said.get("organisation"), said.get("site")]
    own = pks(organisations_of(by, place), named) if any(named) else {None: None}
    for name in ("organisation", "site"):
        if name in said:
            said[f"{name}_id"] = own[said.pop(name)]
    if "kind" in said:
        said["kind_id"] = one(queries.kinds_of(place), said.pop("kind")).pk
    if "items" in said:
        items = pks(Item.objects.filter(framework__ecosystem=place), said["items"])
        said["items"] = [items[uuid] for uuid in said["items"]]
    return said


def shown(by: Actor, slug: str, uuid: UUID) -> dict[str, Any]:
    """One opportunity; where one joins online is told to those who may."""
    row = queries.opportunity_row(by, slug, uuid)
    names = {name: getattr(row, name) for name in OpportunityOut.model_fields if hasattr(row, name)}
    return {
        **names,
        "items": list(row.items.order_by("pk").values_list("uuid", flat=True)),
        "activity": row.activity.uuid if row.activity else None,
        "online_address": row.online_address if queries.may_join_online(by, row) else "",
    }
