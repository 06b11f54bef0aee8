"""Operations on rounds of choice."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.models import PopulationGroup
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import expected, one, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Rounds
from .models import Round
from .shapes import (
    NewRound,
    NewRoundOffer,
    RoundChange,
    RoundLine,
    RoundOfferChange,
    RoundOfferOut,
    RoundOut,
    RoundsAsked,
    RuleIn,
    RuleOut,
)

router = Router(tags=["Choice"])
HERE: Final = "/ecosystems/{slug}/choice"
ONE: Final = f"{HERE}/{{round}}"


@router.get(HERE, response=Page[RoundLine], summary="List rounds of choice")
def list_rounds(request: HttpRequest, slug: str, asked: Query[RoundsAsked]) -> Any:
    by = actor(request)
    return page_of(Rounds(queries.rounds_of(by, ecosystem_for(by, slug)), asked.asked()), asked)


@router.post(HERE, response={201: RoundOut}, summary="Plan a round of choice")
def plan_round(request: HttpRequest, slug: str, body: NewRound) -> Any:
    by = actor(request)
    place = ecosystem_for(by, slug)
    values = _values(by, place, body)
    row = actions.plan_round(place, values, by=by, at=timezone.now())
    return Status(201, shown(by, row))


@router.get(ONE, response=RoundOut, summary="Read a round of choice")
def read_round(request: HttpRequest, slug: str, round: UUID) -> Any:
    by = actor(request)
    return shown(by, queries.round_row(by, slug, round))


@router.patch(ONE, response=RoundOut, summary="Change a round of choice")
def edit_round(request: HttpRequest, slug: str, round: UUID, body: RoundChange) -> Any:
    """Changes the fields that are sent, until the round is published."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    values = _values(by, row.ecosystem, body)
    row = actions.edit_round(row, values, by=by, at=timezone.now(), revision=expected(request))
    return shown(by, row)


@router.delete(ONE, response={204: None}, summary="Throw a draft of a round away")
def drop_round(request: HttpRequest, slug: str, round: UUID) -> Any:
    by = actor(request)
    actions.drop_round(queries.round_row(by, slug, round), by=by, at=timezone.now())
    return Status(204, None)


@router.post(f"{ONE}/offers", response={201: RoundOfferOut}, summary="Add an offer to a round")
def add_offer(request: HttpRequest, slug: str, round: UUID, body: NewRoundOffer) -> Any:
    by = actor(request)
    row = queries.round_row(by, slug, round)
    made = actions.save_offer(row, _offered(by, row, body), by=by, at=timezone.now())
    return Status(201, _offer(by, row, made.uuid))


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


def shown(by: Actor, row: Round) -> Any:
    """The round as the API sends it."""
    return queries.round_page(by, queries.round_row(by, row.ecosystem.slug, row.uuid))


def _values(by: Actor, place: Ecosystem, body: RoundChange) -> dict[str, Any]:
    said = body.dict(exclude_unset=True)
    for name, rows in (
        ("group", Group.objects.filter(ecosystem=place)),
        ("site", organisations_of(by, place)),
    ):
        if name in said:
            uuid = said.pop(name)
            said[f"{name}_id"] = one(rows, uuid).pk if uuid else None
    return said


def _offered(by: Actor, row: Round, body: RoundOfferChange) -> dict[str, Any]:
    said = body.dict(exclude_unset=True)
    for name, rows in (
        ("site", organisations_of(by, row.ecosystem)),
        ("activity", Activity.objects.visible_to(by).filter(ecosystem=row.ecosystem_id)),
    ):
        if name in said:
            uuid = said.pop(name)
            said[f"{name}_id"] = one(rows, uuid).pk if uuid else None
    return said


def _judged(by: Actor, row: Round, body: RuleIn) -> dict[str, Any]:
    said = body.dict()
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
