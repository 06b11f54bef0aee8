"""What is held in rooms, and where two sessions meet in one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from hedgerow.commons.activities.models import Enrolment, Room, Session
from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.commons.ecosystems.models import Ecosystem

MOST: Final = 100

LASTING: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session in a room, by the clocks there."""

    uuid: UUID
    activity: UUID
    title: str
    starts_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions that are in one room at one time."""

    room: UUID
    name: str
    organisation: str
    one: Meeting
    other: Meeting


@dataclass(frozen=True, slots=True)
class Crowd:
    """A session with more places given than its room holds."""

    room: UUID
    name: str
    places: int
    capacity: int
    meeting: Meeting


def clashes(
    ecosystem: Ecosystem, *, room: Room | None = None, of: Collection[int] = ()
) -> list[Clash]:
    """Double bookings from now on, the next first; of these sessions, if any are named. One query."""
    found = _clashes(_held(ecosystem, room), of)
    return sorted(found, key=lambda clash: clash.other.starts_at)[:MOST]


def _clashes(held: Iterable[Session], of: Collection[int]) -> list[Clash]:
    """Pairs among sessions by room and beginning; of these sessions, if any are named."""
    found: list[Clash] = []
    running: list[Session] = []
    for row in held:
        running = [
            one for one in running if one.room_id == row.room_id and _end(one) > row.starts_at
        ]
        for one in running:
            if not of or one.pk in of or row.pk in of:
                found.append(_clash(one, row))
        running.append(row)
    return found


def double_booked(ecosystem: Ecosystem, rows: Iterable[Session]) -> set[UUID]:
    """Which of these sessions share their room with another. One query, none where none has a room."""
    of = {row.pk: row.room_id for row in rows if row.room_id is not None}
    if not of:
        return set()
    held = _held(ecosystem, None).filter(room__in=set(of.values()))
    return {one.uuid for clash in _clashes(held, of) for one in (clash.one, clash.other)}


def crowded(ecosystem: Ecosystem, *, room: Room | None = None) -> list[Crowd]:
    """Sessions from now on whose rooms hold fewer than have a place that day. One query."""
    places = Enrolment.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=OuterRef("day")),
        activity=OuterRef("activity"),
        starts__lte=OuterRef("day"),
    )
    counted = places.order_by().values("activity").annotate(n=Count("pk")).values("n")
    rows: Any = _held(ecosystem, room).filter(room__capacity__isnull=False)
    rows = rows.annotate(places=Subquery(counted)).order_by("starts_at", "pk")
    return [
        Crowd(row.room.uuid, row.room.name, row.places, row.room.capacity, _meeting(row))
        for row in rows
        if row.places and row.places > row.room.capacity
    ][:MOST]


def coming_in(room: Room) -> list[Meeting]:
    """What is held there from today on."""
    rows = _held(room.ecosystem, room).order_by("starts_at", "pk")
    return [_meeting(row) for row in rows[:MOST]]


def _held(ecosystem: Ecosystem, room: Room | None) -> QuerySet[Session]:
    """Sessions in rooms that are not over, by room and beginning."""
    rows = Session.objects.filter(
        ecosystem=ecosystem, room__isnull=False, starts_at__gt=timezone.now() - LASTING
    ).exclude(state=Session.State.CANCELLED)
    rows = rows.filter(room=room) if room else rows
    related = rows.select_related("room__organisation", "activity", "ecosystem")
    return related.order_by("room", "starts_at", "pk")


def _end(row: Session) -> datetime:
    return row.starts_at + timedelta(minutes=row.minutes)


def _clash(one: Session, other: Session) -> Clash:
    room = other.room
    if room is None:
        raise ValueError("a session without a room meets nobody")
    return Clash(room.uuid, room.name, room.organisation.name, _meeting(one), _meeting(other))


def _meeting(row: Session) -> Meeting:
    began = on_the_wall(row.starts_at, row.ecosystem.time_zone)
    return Meeting(row.uuid, row.activity.uuid, row.activity.said("title"), began, row.minutes)
