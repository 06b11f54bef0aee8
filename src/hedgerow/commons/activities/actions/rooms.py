"""Rooms of organisations: added and changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.errors import RoomThere
from hedgerow.commons.activities.models import Room
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from . import belonging

Values = Mapping[str, Any]


@transaction.atomic
def add_room(ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime) -> Room:
    """Add a room; ``values`` are ``organisation_id``, ``name``, perhaps ``capacity`` and ``note``.

    Raises NotFound to outsiders and for an organisation of elsewhere, NotPermitted, Invalid or
    RoomThere.
    """
    belonging.seen(ecosystem, by)
    belonging.organisations(ecosystem, [values["organisation_id"]])
    require(by, EDIT_ACTIVITIES, within=ecosystem.pk, at_site=values["organisation_id"])
    row = Room(ecosystem=ecosystem, **values)
    _check(row, values)
    row.save()
    _tell("activities.room_added", row, by, at)
    return row


@transaction.atomic
def edit_room(
    room: Room, values: Values, *, by: Actor, at: datetime, revision: int | None = None
) -> Room:
    """Change name, capacity, note, or whether a room is in use; nothing where nothing differs.

    Raises NotFound to outsiders, NotPermitted, Stale, Invalid or RoomThere.
    """
    rows = Room.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem").filter(pk=room.pk).first()
    if row is None:
        raise NotFound
    require(by, EDIT_ACTIVITIES, within=row.ecosystem_id, at_site=row.organisation_id)
    if row.revise(revision, **values):
        _check(row, values)
        row.save()
        _tell("activities.room_edited", row, by, at)
    return row


def check(ecosystem: Ecosystem, room: Room | None) -> None:
    """Raise NotFound for a room of another ecosystem."""
    if room is not None and room.ecosystem_id != ecosystem.pk:
        raise NotFound


def _check(row: Room, values: Values) -> None:
    check_lengths(Room, values)
    if not row.name.strip():
        raise Invalid({"name": [_("Say what the room is called.")]})
    if row.capacity is not None and not 1 <= row.capacity <= 32_000:
        raise Invalid({"capacity": [_("A room holds at least one.")]})
    same = Room.objects.filter(
        ecosystem=row.ecosystem_id, organisation=row.organisation_id, name=row.name
    )
    if same.exclude(pk=row.pk).exists():
        raise RoomThere(name=row.name)


def _tell(kind: str, row: Room, by: Actor, at: datetime) -> None:
    journal.record(
        kind, by=by, at=at, ecosystem=row.ecosystem_id,
        subjects=[("activities.room", row.uuid)],
        payload={"name": row.name, "capacity": row.capacity, "in_use": row.in_use},
    )  # fmt: skip
