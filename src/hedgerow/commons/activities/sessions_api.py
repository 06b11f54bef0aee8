"""Operations on one session: its register, marked in one call, and what becomes of it."""

from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from hedgerow.commons.people.errors import OutOfReach
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.api.asking import expected, one
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .leftover import refused_marks
from .models import Session
from .session_shapes import (
    Cancelling,
    Marks,
    Moved,
    Reason,
    RegisterMarkedOut,
    RegisterOut,
    SessionOut,
    SessionsOut,
    Somebody,
    WalkIn,
)

router = Router(tags=["Sessions"])
ONE: Final = "/ecosystems/{slug}/sessions/{session}"


@router.get(ONE, response=RegisterOut, summary="Read a register")
def read_session(request: HttpRequest, slug: str, session: UUID) -> Any:
    """The register of a session that one runs or confirms."""
    by = actor(request)
    row = queries.session_row(by, slug, session)
    page = queries.register_page(by, row)
    plain = {name: getattr(row, name) for name in SessionOut.model_fields}
    return {
        **plain,
        "activity": page.activity_uuid,
        "title": page.activity,
        "needs_confirmation": page.needs_confirmation,
        "may_mark": page.may_mark,
        "may_confirm": page.may_confirm,
        "may_undo": page.may_mark and actions.last_marking(row, by) is not None,
        "lines": [
            {"person": line.uuid, "name": line.name, "status": line.status,
             "late_by": line.late_by,
             "told_away": str(line.excuse.reason) if line.excuse else ""}
            for line in page.lines
        ],
    }  # fmt: skip


@router.put(f"{ONE}/attendance", response=RegisterMarkedOut, summary="Mark attendance")
def mark_session(request: HttpRequest, slug: str, session: UUID, body: Marks) -> Any:
    """Marks many learners at once; `If-Match` names the revision of the session that was read.

    Whom you cannot mark is named in `refused`, and everybody else is marked.
    """
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    ids = _marked(by, row, {mark.person for mark in body.rows})
    rows = [
        {"person_id": ids[mark.person], **mark.dict(exclude={"person"}, exclude_none=True)}
        for mark in body.rows
        if mark.person in ids
    ]
    if body.rows and not rows:
        raise OutOfReach
    done = actions.mark_session(row, rows, by=by, at=now, revision=expected(request))
    return {**asdict(done), "refused": refused_marks((one.person for one in body.rows), ids)}


@router.post(f"{ONE}/undo", response=SessionOut, summary="Take back marks or a cancellation")
def undo(request: HttpRequest, slug: str, session: UUID) -> Any:
    """One's latest marking of a session that was held, else its cancellation."""
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    if row.state == Session.State.CANCELLED:
        return actions.undo_cancellation(row, by=by, at=now)
    return actions.undo_marks(row, by=by, at=now)


@router.post(f"{ONE}/clear", response=SessionOut, summary="Take back a whole register")
def clear_register(request: HttpRequest, slug: str, session: UUID) -> Any:
    """Removes every mark, whoever made it; undoing it at once brings them back."""
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    return actions.clear_register(row, by=by, at=now)


@router.post(f"{ONE}/cancel", response=SessionOut, summary="Cancel a session")
def cancel_session(request: HttpRequest, slug: str, session: UUID, body: Reason) -> Any:
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    return actions.cancel_session(row, body.reason, by=by, at=now, revision=expected(request))


@router.post(f"{ONE}/cancel-series", response=OutcomeOut, summary="Cancel sessions of a series")
def cancel_series(request: HttpRequest, slug: str, session: UUID, body: Cancelling) -> Any:
    """Cancels this session, those that follow it too, or all of its series still to come."""
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    return actions.cancel_series(row, body.reason, body.scope, by=by, at=now)


@router.post(f"{ONE}/cancel-series/undo", response=SessionsOut, summary="Hold what was cancelled")
def undo_cancellations(request: HttpRequest, slug: str, session: UUID) -> Any:
    """Plans again what was cancelled together with this session."""
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    return {"sessions": actions.undo_cancellations(row, by=by, at=now)}


@router.post(f"{ONE}/move", response=SessionOut, summary="Move a session")
def move_session(request: HttpRequest, slug: str, session: UUID, body: Moved) -> Any:
    """Has a planned session begin at another time; its length stays."""
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    return actions.move_session(row, body.starts_at, by=by, at=now, revision=expected(request))


@router.put(f"{ONE}/substitute", response=SessionOut, summary="Say who leads a session")
def substitute(request: HttpRequest, slug: str, session: UUID, body: Somebody) -> Any:
    """Has somebody else lead this session, who may then mark it; null ends that."""
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    person = one(people_of(by, row.ecosystem), body.person) if body.person else None
    return actions.substitute(row, person, by=by, at=now, revision=expected(request))


@router.post(f"{ONE}/walk-ins", response=SessionOut, summary="Take in somebody who came")
def walk_in(request: HttpRequest, slug: str, session: UUID, body: WalkIn) -> Any:
    """Gives a place from this day on, and marks present."""
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    person = one(people_of(by, row.ecosystem), body.person)
    return actions.walk_in(row, person, by=by, at=now)


@router.post(f"{ONE}/confirm", response=OutcomeOut, summary="Confirm a session")
def confirm_session(request: HttpRequest, slug: str, session: UUID) -> Any:
    """Confirms it for the side that did not mark it."""
    by, now = actor(request), timezone.now()
    row = queries.session_row(by, slug, session)
    return actions.confirm_sessions(row.ecosystem, [row.pk], by=by, at=now)


def _marked(by: Actor, row: Session, wanted: set[UUID]) -> dict[Any, Any]:
    """Keys of the persons on the register, and of those others whom the actor may see."""
    of_register = queries.on_register(by, row)
    others = people_of(by, row.ecosystem).filter(uuid__in=wanted - set(of_register))
    return {**dict(others.values_list("uuid", "pk")), **of_register}
