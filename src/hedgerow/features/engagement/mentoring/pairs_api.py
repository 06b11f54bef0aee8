"""Operations on pairs, their notes, and proposals of many pairs at once."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation import accesslog
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Pairs
from .models import Pairing, SessionNote
from .pair_shapes import (
    NewPair,
    NoteIn,
    NoteOut,
    NoteShareIn,
    PairAnswerIn,
    PairBeginIn,
    PairEndIn,
    PairLine,
    PairOut,
    PairsAsked,
)
from .permissions import OFFER_HELP

router = Router(tags=["Mentors and tutors"])
HERE: Final = "/ecosystems/{slug}/mentoring"
PAIR: Final = f"{HERE}/pairs/{{pair}}"
PROPOSAL: Final = f"{HERE}/proposals/{{proposal}}"
HOLDS: Final = {"keep": True, "rule_out": False, "free": None}


@router.get(f"{HERE}/pairs", response=Page[PairLine], summary="List who helps whom")
def list_pairs(request: HttpRequest, slug: str, asked: Query[PairsAsked]) -> Any:
    by, place = _place(request, slug)
    return page_of(Pairs(queries.pairs(by, place), asked.asked()), asked, _line)


@router.post(f"{HERE}/pairs", response={201: PairOut}, summary="Propose a pair")
def propose_pair(request: HttpRequest, slug: str, body: NewPair) -> Any:
    """Both sides are asked."""
    by, place = _place(request, slug)
    wish = queries.wish_row(by, place, body.wish)
    offer = one(queries.offers(by, place), body.offer)
    row = actions.propose_pair(wish, offer, by=by, at=timezone.now())
    return Status(201, _shown(by, place, row.uuid))


@router.get(PAIR, response=PairOut, summary="Read a pair")
def read_pair(request: HttpRequest, slug: str, pair: UUID) -> Any:
    """With the notes that one may read; that they were opened is noted."""
    by, place = _place(request, slug)
    return _shown(by, place, pair)


@router.post(f"{PAIR}/answer", response=PairOut, summary="Answer for a side of a pair")
def answer_pair(request: HttpRequest, slug: str, pair: UUID, body: PairAnswerIn) -> Any:
    by, place = _place(request, slug)
    row = queries.pair_row(by, place, pair)
    actions.answer_pair(row, body.agrees, body.side, by=by, at=timezone.now())
    return _shown(by, place, pair)


@router.post(f"{PAIR}/begin", response=PairOut, summary="Let a pair begin")
def begin_pair(request: HttpRequest, slug: str, pair: UUID, body: PairBeginIn) -> Any:
    """From that day on, meetings and attendance are kept with the activity."""
    by, place = _place(request, slug)
    actions.begin_pair(queries.pair_row(by, place, pair), body.starts, by=by, at=timezone.now())
    return _shown(by, place, pair)


@router.post(f"{PAIR}/end", response=PairOut, summary="End a pair")
def end_pair(request: HttpRequest, slug: str, pair: UUID, body: PairEndIn) -> Any:
    by, place = _place(request, slug)
    row = queries.pair_row(by, place, pair)
    actions.end_pair(row, body.ends, body.reason, by=by, at=timezone.now())
    return _shown(by, place, pair)


@router.post(f"{PAIR}/notes", response={201: NoteOut}, summary="Note what happened in a meeting")
def write_note(request: HttpRequest, slug: str, pair: UUID, body: NoteIn) -> Any:
    by, place = _place(request, slug)
    row = queries.pair_row(by, place, pair)
    session = None
    if body.session is not None:
        session = one(Session.objects.filter(activity=row.activity_id or 0), body.session).pk
    now = timezone.now()
    note = actions.write_note(row, body.text, by=by, at=now, shared=body.shared, session_id=session)
    return Status(201, next(one for one in queries.notes_of(by, row) if one.uuid == note.uuid))


@router.put(f"{PAIR}/notes/{{note}}/shared", response={204: None}, summary="Share a note or not")
def share_note(request: HttpRequest, slug: str, pair: UUID, note: UUID, body: NoteShareIn) -> Any:
    by, place = _place(request, slug)
    row = queries.pair_row(by, place, pair)
    found = one(SessionNote.objects.visible_to(by).filter(pairing=row), note)
    actions.share_note(found, body.shared, by=by, at=timezone.now())
    return Status(204, None)


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    """Who asks, and the ecosystem, for its members."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, OFFER_HELP, within=place.pk)
    return by, place


def _line(row: Pairing) -> dict[str, Any]:
    return {
        "uuid": row.uuid, "mentor": row.offer.person.name, "learner": row.need.person.name,
        "kind": row.need.kind, "state": row.state, "starts": row.starts, "ends": row.ends,
    }  # fmt: skip


def _shown(by: Actor, place: Ecosystem, uuid: UUID) -> dict[str, Any]:
    row, now = queries.pair_row(by, place, uuid), timezone.now()
    page = queries.pair_page(by, row, now)
    if page.notes:
        what = "mentoring.notes"
        accesslog.opened(row.need.person_id, by=by, at=now, what=what, ecosystem=place.pk)
    names = PairOut.model_fields.keys() - PairLine.model_fields.keys()
    return {**_line(row), **{name: getattr(page, name) for name in names}}
