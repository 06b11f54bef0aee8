"""Operations by which learners choose, and answer for their places."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from hedgerow.foundation import accesslog
from hedgerow.foundation.requests import actor

from . import actions, queries
from .running_shapes import ListIn, ListOut, PlaceAnswerIn

router = Router(tags=["Choice"])
LEARNER: Final = "/ecosystems/{slug}/choice/{round}/learners/{person}"


@router.get(LEARNER, response=ListOut, summary="Read a learner's list and place")
def read_list(request: HttpRequest, slug: str, round: UUID, person: UUID) -> Any:
    """For the learner, their guardians and who runs the round. That it was opened is noted."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    who = queries.learner_of(by, row, person)
    now = timezone.now()
    accesslog.opened(who.pk, by=by, at=now, what="choice.list", ecosystem=row.ecosystem_id)
    return queries.learner_page(by, row, who)


@router.put(LEARNER, response=ListOut, summary="Save a learner's list")
def save_list(request: HttpRequest, slug: str, round: UUID, person: UUID, body: ListIn) -> Any:
    by = actor(request)
    row = queries.round_row(by, slug, round)
    who = queries.learner_of(by, row, person)
    actions.save_list(row, who, body.offers, by=by, at=timezone.now())
    return queries.learner_page(by, row, who)


@router.post(f"{LEARNER}/answer", response=ListOut, summary="Answer for a place")
def answer(request: HttpRequest, slug: str, round: UUID, person: UUID, body: PlaceAnswerIn) -> Any:
    """Accept or give back, or ask again; take a better place that is offered, or keep one's own.

    `enrol` is for who runs the round: a learner who has the place and is not enrolled is."""
    by, now = actor(request), timezone.now()
    row = queries.round_row(by, slug, round)
    who = queries.learner_of(by, row, person)
    if body.answer == "accept":
        actions.accept_place(row, who, by=by, at=now)
    elif body.answer == "give_back":
        actions.give_back(row, who, by=by, at=now)
    elif body.answer == "take":
        actions.take_offered(row, who, by=by, at=now)
    elif body.answer == "enrol":
        actions.enrol_one(row, who, by=by, at=now)
    elif body.answer == "again":
        actions.ask_again(row, who, by=by, at=now)
    else:
        actions.keep_place(row, who, by=by, at=now)
    return queries.learner_page(by, row, who)
