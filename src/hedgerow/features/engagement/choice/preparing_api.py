"""Operations by which rounds of choice are filled: what is offered, and who goes first."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.people.models import PopulationGroup
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import one, pks
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .kept_shapes import RuleOut
from .models import Round
from .shapes import (
    NewRoundOffer,
    OfferActivityIn,
    RoundOfferChange,
    RoundOfferOut,
    RuleIn,
    TakenIn,
)

router = Router(tags=["Choice"])
ONE: Final = "/ecosystems/{slug}/choice/{round}"


@router.post(f"{ONE}/offers", response={201: RoundOfferOut}, summary="Add an offer to a round")
def add_offer(request: HttpRequest, slug: str, round: UUID, body: NewRoundOffer) -> Any:
    by = actor(request)
    row = queries.round_row(by, slug, round)
    made = actions.save_offer(row, _offered(by, row, body), by=by, at=timezone.now())
    return Status(201, _offer(by, row, made.uuid))


@router.post(
    f"{ONE}/opportunities",
    response={201: list[RoundOfferOut]},
    summary="Add opportunities to a round",
)
def take_opportunities(request: HttpRequest, slug: str, round: UUID, body: TakenIn) -> Any:
    """Title, words, seats and place of each are those of the opportunity."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    made = actions.take_opportunities(row, body.opportunities, by=by, at=timezone.now())
    known = {one.uuid for one in made}
    lines = queries.round_page(by, row).offers
    return Status(201, [line for line in lines if line.uuid in known])


@router.patch(
    f"{ONE}/offers/{{offer}}", response=RoundOfferOut, summary="Change an offer of a round"
)
def edit_offer(
    request: HttpRequest, slug: str, round: UUID, offer: UUID, body: RoundOfferChange
) -> Any:
    """Changes the fields that are sent."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    known = queries.offer_row(row, offer)
    actions.save_offer(row, _offered(by, row, body), known, by=by, at=timezone.now())
    return _offer(by, row, offer)


@router.delete(
    f"{ONE}/offers/{{offer}}", response={204: None}, summary="Take an offer out of a round"
)
def remove_offer(request: HttpRequest, slug: str, round: UUID, offer: UUID) -> Any:
    by = actor(request)
    known = queries.offer_row(queries.round_row(by, slug, round), offer)
    actions.remove_offer(known, by=by, at=timezone.now())
    return Status(204, None)


@router.post(f"{ONE}/rules", response={201: RuleOut}, summary="Say who goes first in a round")
def add_rule(request: HttpRequest, slug: str, round: UUID, body: RuleIn) -> Any:
    """A rule of priority or, with `seats`, a reserve of one offer."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    made = actions.save_criterion(row, _judged(by, row, body), by=by, at=timezone.now())
    return Status(201, _rule(row, made.uuid))


@router.put(f"{ONE}/rules/{{rule}}", response=RuleOut, summary="Change a rule of a round")
def edit_rule(request: HttpRequest, slug: str, round: UUID, rule: UUID, body: RuleIn) -> Any:
    by = actor(request)
    row = queries.round_row(by, slug, round)
    known = queries.criterion_row(row, rule)
    actions.save_criterion(row, _judged(by, row, body), known, by=by, at=timezone.now())
    return _rule(row, rule)


@router.delete(f"{ONE}/rules/{{rule}}", response={204: None}, summary="Take a rule of a round away")
def remove_rule(request: HttpRequest, slug: str, round: UUID, rule: UUID) -> Any:
    by = actor(request)
    known = queries.criterion_row(queries.round_row(by, slug, round), rule)
    actions.remove_criterion(known, by=by, at=timezone.now())
    return Status(204, None)


@router.put(
    f"{ONE}/offers/{{offer}}/activity",
    response=RoundOfferOut,
    summary="Name the activity of an offer once a round is published",
)
def tie_offer(
    request: HttpRequest, slug: str, round: UUID, offer: UUID, body: OfferActivityIn
) -> Any:
    """Those who were placed there can be enrolled then; refused where it has an activity already."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    activities = Activity.objects.visible_to(by).filter(ecosystem=row.ecosystem_id)
    known, activity = queries.offer_row(row, offer), one(activities, body.activity)
    actions.tie_offer(known, activity, by=by, at=timezone.now())
    return _offer(by, row, offer)


def _offered(by: Actor, row: Round, body: RoundOfferChange) -> dict[str, Any]:
    said = body.dict(exclude_unset=True)
    for name, rows in (
        ("site", organisations_of(by, row.ecosystem)),
        ("activity", Activity.objects.visible_to(by).filter(ecosystem=row.ecosystem_id)),
        ("opportunity", queries.offered_here(by, row)),
    ):
        if name in said:
            uuid = said.pop(name)
            said[f"{name}_id"] = one(rows, uuid).pk if uuid else None
    return said


def _judged(by: Actor, row: Round, body: RuleIn) -> dict[str, Any]:
    said = body.dict()
    if "told" not in body.model_fields_set:
        said.pop("told")
    offer, group = said.pop("offer"), said.pop("group")
    groups = PopulationGroup.objects.filter(ecosystem=row.ecosystem_id)
    schools = pks(organisations_of(by, row.ecosystem), said.pop("schools"))
    schools.pop(None)
    if body.kind != "list":
        said.pop("people")
    return {
        **said,
        "offer_id": queries.offer_row(row, offer).pk if offer else None,
        "group_id": one(groups, group).pk if group else None,
        "schools": list(schools.values()),
    }


def _offer(by: Actor, row: Round, uuid: UUID) -> Any:
    page = queries.round_page(by, row)
    return next(line for line in page.offers if line.uuid == uuid)


def _rule(row: Round, uuid: UUID) -> Any:
    return next(line for line in queries.rules_of(row) if line.uuid == uuid)
