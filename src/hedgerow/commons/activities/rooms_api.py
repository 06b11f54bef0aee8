"""Operations on rooms and on sessions that recur."""

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import expected, one
from hedgerow.foundation.api.listing import Listing, Page, page_of
from hedgerow.foundation.api.shapes import Named, OutcomeOut, Strict
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from . import actions, queries, recurring
from .actions.changing import Wanted
from .listing import Rooms
from .models import Room
from .permissions import VIEW_ACTIVITIES
from .session_shapes import Length, Moved, SessionsOut

router = Router(tags=["Sessions"])
HERE: Final = "/ecosystems/{slug}"
ONE: Final = f"{HERE}/activities/{{activity}}"
SESSION: Final = f"{HERE}/sessions/{{session}}"


class RoomOut(Schema):
    uuid: UUID
    organisation: Named
    name: str
    capacity: int | None
    note: str
    in_use: bool
    revision: int


class RoomChange(Strict):
    """Fields to change; those left out stay."""

    name: str = Field("", min_length=1, max_length=120)
    capacity: int | None = Field(None, ge=1, le=32_000)
    note: str = Field("", max_length=200)
    in_use: bool = True


class NewRoom(RoomChange):
    organisation: UUID
    name: str = Field(min_length=1, max_length=120)


class RoomsAsked(Listing):
    name: str = ""
    organisation: str = ""


class MeetingOut(Schema):
    """A session; `starts_at` is local time."""

    uuid: UUID
    activity: UUID
    title: str
    starts_at: datetime
    minutes: int


class ClashOut(Schema):
    """Two sessions that are in one room at one time."""

    room: UUID
    name: str
    organisation: str
    one: MeetingOut
    other: MeetingOut


class Recurring(Strict):
    """A rule of RFC 5545 with COUNT or UNTIL; `begins` is local time, also when clocks change."""

    rule: str = Field(min_length=1, max_length=300, examples=["FREQ=WEEKLY;BYDAY=MO;COUNT=10"])
    first: date
    begins: time
    minutes: Length = 60
    room: UUID | None = None


class SessionChange(Moved):
    """How the session is to be, and which others of its series change alike."""

    minutes: Length
    room: UUID | None = None
    scope: Literal["one", "following", "all"] = "one"
    rule: str = Field("", max_length=300, description="Another rule, from this session's day on.")


@router.get(f"{HERE}/rooms", response=Page[RoomOut], summary="List rooms")
def list_rooms(request: HttpRequest, slug: str, asked: Query[RoomsAsked]) -> Any:
    by, place = _place(request, slug)
    return page_of(Rooms(queries.rooms_of(by, place), asked.asked()), asked)


@router.post(f"{HERE}/rooms", response={201: RoomOut}, summary="Add a room")
def add_room(request: HttpRequest, slug: str, body: NewRoom) -> Any:
    by, place = _place(request, slug)
    values = {**body.dict(exclude={"organisation"})}
    values["organisation_id"] = one(organisations_of(by, place), body.organisation).pk
    return Status(201, actions.add_room(place, values, by=by, at=timezone.now()))


@router.get(
    f"{HERE}/rooms/double-bookings", response=list[ClashOut], summary="List double bookings"
)
def list_clashes(request: HttpRequest, slug: str) -> Any:
    """From today on, a hundred at most."""
    _by, place = _place(request, slug)
    return queries.clashes(place)


@router.patch(f"{HERE}/rooms/{{room}}", response=RoomOut, summary="Change a room")
def edit_room(request: HttpRequest, slug: str, room: UUID, body: RoomChange) -> Any:
    by, place = _place(request, slug)
    row, said = queries.room_row(by, place, room), body.dict(exclude_unset=True)
    return actions.edit_room(row, said, by=by, at=timezone.now(), revision=expected(request))


class PlannedOut(OutcomeOut):
    """`left_out` days of the rule are holidays, or lie outside the terms."""

    left_out: int


@router.post(f"{ONE}/recurring", response=PlannedOut, summary="Plan sessions by a rule")
def plan_by_rule(request: HttpRequest, slug: str, activity: UUID, body: Recurring) -> Any:
    """Holidays are left out, and days outside the terms; `unchanged` are those there already."""
    by = actor(request)
    row = queries.activity_row(by, slug, activity)
    planned = actions.plan_by_rule(
        row, body.rule, body.first, body.begins, body.minutes,
        room=_room(by, row.ecosystem, body.room), by=by, at=timezone.now(),
    )  # fmt: skip
    rule = recurring.by_clocks_of(row.ecosystem, body.rule, body.begins)
    out = recurring.left_out(rule, body.first, planned.new + planned.unchanged)
    return {**asdict(planned), "left_out": out}


@router.post(f"{ONE}/series/undo", response=SessionsOut, summary="Undo what became of sessions")
def undo_series(request: HttpRequest, slug: str, activity: UUID) -> Any:
    """Takes back one's latest planning or changing of sessions of this activity."""
    by = actor(request)
    row = queries.activity_row(by, slug, activity)
    return {"sessions": actions.undo_series(row, by=by, at=timezone.now())}


@router.post(f"{SESSION}/change", response=OutcomeOut, summary="Change a session or its series")
def change_series(request: HttpRequest, slug: str, session: UUID, body: SessionChange) -> Any:
    """What began, is marked, cancelled or was changed by itself stays: `unchanged` counts it."""
    by = actor(request)
    row = queries.session_row(by, slug, session)
    wanted = Wanted(body.starts_at, body.minutes, _room(by, row.ecosystem, body.room))
    return actions.change_series(
        row, wanted, body.scope, rule=body.rule, by=by, at=timezone.now(),
        revision=expected(request),
    )  # fmt: skip


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, VIEW_ACTIVITIES, within=place.pk)
    return by, place


def _room(by: Actor, place: Ecosystem, uuid: UUID | None) -> Room | None:
    return queries.room_row(by, place, uuid) if uuid else None
