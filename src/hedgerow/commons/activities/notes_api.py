"""Operations on the notes of a session, for those who mark its register."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.requests import actor

from . import actions, queries

router = Router(tags=["Sessions"])
NOTES: Final = "/ecosystems/{slug}/sessions/{session}/notes"


class SessionNoteIn(Strict):
    text: str = Field(min_length=1, max_length=2000)


class SessionNoteOut(Schema):
    """A note of a session; `author` is empty where whoever wrote it was erased."""

    uuid: UUID
    text: str
    author: str
    at: datetime


@router.get(NOTES, response=list[SessionNoteOut], summary="Read the notes of a session")
def read_session_notes(request: HttpRequest, slug: str, session: UUID) -> Any:
    """The newest first; only those who mark the register find any."""
    by = actor(request)
    row = queries.session_row(by, slug, session)
    return queries.notes_of(by, row)


@router.post(NOTES, response={201: SessionNoteOut}, summary="Note what came of a session")
def note_session(request: HttpRequest, slug: str, session: UUID, body: SessionNoteIn) -> Any:
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    note = actions.note_session(row, body.text, by=by, at=now)
    author = note.author.name if note.author else ""
    return Status(201, {"uuid": note.uuid, "text": note.text, "author": author, "at": note.at})


@router.delete(f"{NOTES}/{{note}}", response={204: None}, summary="Delete a note of a session")
def remove_session_note(request: HttpRequest, slug: str, session: UUID, note: UUID) -> Any:
    """For good; only who wrote it may."""
    by = actor(request)
    row = queries.session_row(by, slug, session)
    actions.remove_note(queries.note_row(by, row, note), by=by, at=timezone.now())
    return Status(204, None)
