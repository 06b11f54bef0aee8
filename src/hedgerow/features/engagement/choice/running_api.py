"""Operations by which rounds of choice are run."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from hedgerow.foundation.api.listing import Listing, Page, page_of
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .api import shown
from .listing import Missing, Results, Tickets
from .models import Outcome, Round, WishList
from .permissions import RUN_ROUNDS
from .running_shapes import (
    CountOut,
    DayIn,
    EnrolledOut,
    GrantedOut,
    MissingLine,
    ReasonIn,
    RunJobOut,
    RunOut,
    TicketOut,
)
from .shapes import RoundOut

router = Router(tags=["Choice"])
ONE: Final = "/ecosystems/{slug}/choice/{round}"


@router.post(f"{ONE}/open", response=RoundOut, summary="Open a round of choice")
def open_round(request: HttpRequest, slug: str, round: UUID) -> Any:
    """Learners choose from then on; the fingerprint of the draw's seed is shown."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return shown(by, actions.open_round(row, by=by, at=timezone.now()))


@router.post(f"{ONE}/close", response=RoundOut, summary="Close a round of choice")
def close_round(request: HttpRequest, slug: str, round: UUID) -> Any:
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return shown(by, actions.close_round(row, by=by, at=timezone.now()))


@router.post(f"{ONE}/reopen", response=RoundOut, summary="Open a round of choice again")
def reopen_round(request: HttpRequest, slug: str, round: UUID, body: DayIn) -> Any:
    """A result that was not published is thrown away; the seed stays."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return shown(by, actions.reopen_round(row, body.closes_on, by=by, at=timezone.now()))


@router.post(f"{ONE}/runs", response=RunJobOut, summary="Run a round of choice")
def run_round(request: HttpRequest, slug: str, round: UUID, body: ReasonIn) -> Any:
    """A job gives the seats; again only with a reason."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return {"job": actions.ask_to_run(row, body.reason, by=by, at=timezone.now())}


@router.get(f"{ONE}/runs/latest", response=RunOut, summary="Read what came of a round")
def read_run(request: HttpRequest, slug: str, round: UUID) -> Any:
    """Figures by rank of wish and by offer, and what the check found."""
    found = queries.latest_run(_run(actor(request), slug, round))
    if found is None:
        raise NotFound
    return found


@router.delete(f"{ONE}/runs/latest", response=RoundOut, summary="Throw a result away")
def discard_preview(request: HttpRequest, slug: str, round: UUID) -> Any:
    """As long as it is not published."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return shown(by, actions.discard_preview(row, by=by, at=timezone.now()))


@router.post(f"{ONE}/publish", response=RoundOut, summary="Publish what came of a round")
def publish_round(request: HttpRequest, slug: str, round: UUID) -> Any:
    """Each learner sees what they got and why, everybody the seed; it cannot be undone."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return shown(by, actions.publish_round(row, by=by, at=timezone.now()))


@router.post(f"{ONE}/finish", response=RoundOut, summary="End a round of choice")
def finish_round(request: HttpRequest, slug: str, round: UUID) -> Any:
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return shown(by, actions.finish_round(row, by=by, at=timezone.now()))


@router.post(f"{ONE}/enrol", response=EnrolledOut, summary="Enrol all who were placed")
def enrol_placed(request: HttpRequest, slug: str, round: UUID) -> Any:
    """`left` says who cannot be enrolled now, and why; do it again once they can be.

    `taken_out` names those who were taken out of the activity since, whose places went on: `enrol` as
    an answer enrols one where a seat is left."""
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return actions.enrol_placed(row, by=by, at=timezone.now())


@router.get(f"{ONE}/missing", response=Page[MissingLine], summary="List who has not chosen")
def list_missing(request: HttpRequest, slug: str, round: UUID, asked: Query[Listing]) -> Any:
    by = actor(request)
    row = _run(by, slug, round)
    return page_of(Missing(queries.missing_people(by, row), asked.asked()), asked)


@router.post(f"{ONE}/remind", response=CountOut, summary="Remind who has not chosen")
def remind(request: HttpRequest, slug: str, round: UUID) -> Any:
    by = actor(request)
    row = queries.round_row(by, slug, round)
    return {"learners": actions.remind(row, by=by, at=timezone.now())}


@router.get(f"{ONE}/places", response=Page[GrantedOut], summary="List who got which place")
def list_granted(request: HttpRequest, slug: str, round: UUID, asked: Query[Listing]) -> Any:
    by = actor(request)
    row = _run(by, slug, round)
    return page_of(Results(queries.outcomes(by, row), asked.asked()), asked, _place)


@router.get(f"{ONE}/draw", response=Page[TicketOut], summary="List the tickets as drawn")
def list_draw(request: HttpRequest, slug: str, round: UUID, asked: Query[Listing]) -> Any:
    """In the order of the SHA-256 of `seed:ticket`; empty until the round is published."""
    row = queries.round_row(actor(request), slug, round)
    return page_of(Tickets(queries.tickets(row), asked.asked()), asked, _ticket)


def _run(by: Actor, slug: str, uuid: UUID) -> Round:
    """The round, for who runs rounds there."""
    row = queries.round_row(by, slug, uuid)
    require_held(by, RUN_ROUNDS, within=row.ecosystem_id)
    return row


def _place(row: Outcome) -> dict[str, object]:
    return {
        "person": row.person.uuid, "name": row.person.name,
        "offer": row.offer.said("title") if row.offer else "", "rank": row.rank, "answer": row.answer,
    }  # fmt: skip


def _ticket(row: WishList) -> dict[str, object]:
    return {"ticket": row.ticket, "drawn": (row.lot or 0) + 1}
