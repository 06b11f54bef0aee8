"""Operations on rounds of choice."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.models import Group
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import expected, one
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Rounds
from .models import Round
from .shapes import (
    NewRound,
    RoundChange,
    RoundLine,
    RoundOut,
    RoundsAsked,
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
