"""How sessions and series stood before an act on many of them, kept in its fact so that it can be undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hedgerow.commons.activities.models import Activity, Series, Session
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor

from . import belonging

Stood = Mapping[str, Any]


@dataclass
class Snapshot:
    """Rows by public id with how they stood (None: made by the act).

    Of sessions also the revision that the act left them at; None for those that it removed.
    """

    series: list[tuple[UUID, Stood | None]] = field(default_factory=list)
    sessions: list[tuple[UUID, Stood | None, int | None]] = field(default_factory=list)

    def told(self) -> dict[str, object]:
        """As the fact keeps it."""
        return {
            "series": [[str(uuid), stood] for uuid, stood in self.series],
            "sessions": [[str(uuid), stood, left] for uuid, stood, left in self.sessions],
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Snapshot":
        """As it was told."""
        return cls(
            [(UUID(uuid), stood) for uuid, stood in told["series"]],
            [(UUID(uuid), stood, left) for uuid, stood, left in told["sessions"]],
        )


def state_of(row: Session) -> dict[str, Any]:
    """What an act on a series may change of a session, and what it takes to make it again."""
    return {
        "day": row.day.isoformat(), "starts_at": row.starts_at.isoformat(),
        "minutes": row.minutes, "room": row.room_id, "series": row.series_id,
        "slot": row.slot.isoformat() if row.slot else None, "own": row.own,
        "substitute": row.substitute_id, "origin": row.origin, "revision": row.revision,
    }  # fmt: skip


def state_of_series(row: Series) -> dict[str, Any]:
    return {
        "rule": row.rule, "starts": row.starts.isoformat(), "begins": row.begins.isoformat(),
        "minutes": row.minutes, "shift": row.shift, "room": row.room_id,
    }  # fmt: skip


def session_from(stood: Stood) -> dict[str, Any]:
    """Values of a session that stood so; revision and origin apart."""
    return {
        "day": date.fromisoformat(stood["day"]),
        "starts_at": datetime.fromisoformat(stood["starts_at"]),
        "minutes": stood["minutes"],
        "room_id": stood["room"],
        "series_id": stood["series"],
        "slot": date.fromisoformat(stood["slot"]) if stood["slot"] else None,
        "own": stood["own"],
        "substitute_id": stood["substitute"],
    }


def tell(
    kind: str, activity: Activity, kept: Snapshot, days: Iterable[date], by: Actor, at: datetime
) -> None:
    """One fact about the activity, its series and sessions, and the months dirty."""
    belonging.touch("delivery", activity.ecosystem, days)
    journal.record(
        kind, by=by, at=at, ecosystem=activity.ecosystem_id,
        subjects=[
            ("activities.activity", activity.uuid),
            *(("activities.series", uuid) for uuid, _stood in kept.series),
            *(("activities.session", uuid) for uuid, *_stood in kept.sessions),
        ],
        payload=kept.told(),
    )  # fmt: skip
