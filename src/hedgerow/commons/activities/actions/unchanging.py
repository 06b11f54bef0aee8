"""The latest act on a series undone: everything stands as it stood."""

from datetime import date, datetime, time
from typing import Any, Final

from django.db import transaction

from hedgerow.commons.activities.errors import NothingToUndo, SessionThere
from hedgerow.commons.activities.models import Activity, Attendance, Series, Session
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.journal.queries import facts_about
from hedgerow.foundation.permissions import Actor

from . import belonging
from .belonging import BATCH
from .changing import CHANGED, ONE_CHANGED, PLANNED, UNDONE
from .regrowing import ASIDE
from .snapshots import Snapshot, session_from, tell

BACK: Final = (
    "day", "starts_at", "minutes", "room", "series", "slot", "own", "substitute", "revision",
)  # fmt: skip


@transaction.atomic
def undo_series(activity: Activity, *, by: Actor, at: datetime) -> int:
    """Take back the latest planning or changing of a series of the activity; return how many sessions.

    Raises NotFound, NotPermitted, or NothingToUndo where that was not the latest act on them: a
    session has been marked, cancelled or changed since.
    """
    if not Activity.objects.visible_to(by).filter(pk=activity.pk).exists():
        raise NotFound
    belonging.permitted(
        Activity.objects.open_to(by, EDIT_ACTIVITIES), [activity.pk], EDIT_ACTIVITIES
    )
    kept = _latest(activity, by)
    rows = Session.objects.select_for_update().filter(activity=activity)
    there = {row.uuid: row for row in rows}
    for uuid, _stood, left in kept.sessions:
        if left is not None and (uuid not in there or there[uuid].revision != left):
            raise NothingToUndo
    days = _restored(activity, kept, there)
    tell(
        UNDONE,
        activity,
        Snapshot(sessions=[(uuid, None, None) for uuid, *_ in kept.sessions]),
        days,
        by,
        at,
    )
    return len(kept.sessions)


def _latest(activity: Activity, by: Actor) -> Snapshot:
    about = ("activities.activity", activity.uuid)
    page = facts_about(about, ecosystems=[activity.ecosystem_id], limit=20)
    for fact in page.rows:
        if fact.kind in (PLANNED, CHANGED, ONE_CHANGED) and fact.payload is not None:
            if not by.steward and fact.by_person != by.person_id:
                break
            return merged(Snapshot.read(fact.payload))
        if fact.kind == UNDONE:
            break
    raise NothingToUndo


def merged(kept: Snapshot) -> Snapshot:
    """Each session once: how it stood first, and the revision at which it was left last."""
    found: dict[Any, tuple[Any, int | None]] = {}
    for uuid, stood, left in kept.sessions:
        found[uuid] = (found[uuid][0] if uuid in found else stood, left)
    return Snapshot(kept.series, [(uuid, stood, left) for uuid, (stood, left) in found.items()])


def _restored(activity: Activity, kept: Snapshot, there: dict[Any, Session]) -> set[date]:
    """Write rows as they stood; return the days that differ."""
    made = [
        there[uuid].pk for uuid, stood, _left in kept.sessions if stood is None and uuid in there
    ]
    if Attendance.objects.filter(session__in=made).exists():
        raise NothingToUndo
    days = {row.day for row in there.values()}
    Session.objects.filter(pk__in=made).delete()
    _restore_series(kept)
    changed, again = [], []
    for uuid, stood, left in kept.sessions:
        if stood is None:
            continue
        row = there.get(uuid) if left is not None else None
        if row is None:
            row = Session(uuid=uuid, ecosystem=activity.ecosystem, activity=activity,
                          origin=stood["origin"], revision=stood["revision"])  # fmt: skip
            again.append(row)
        else:
            changed.append(row)
        for name, value in session_from(stood).items():
            setattr(row, name, value)
        row.revision += 1
    aside = Session.objects.filter(pk__in=[row.pk for row in changed])
    for row in aside:
        row.starts_at += ASIDE
        row.save(update_fields=["starts_at"])
    taken = Session.objects.filter(activity=activity).exclude(pk__in=[row.pk for row in changed])
    if taken.filter(starts_at__in=[row.starts_at for row in (*changed, *again)]).exists():
        raise SessionThere
    Session.objects.bulk_update(changed, BACK, BATCH)
    Session.objects.bulk_create(again, BATCH)
    Series.objects.filter(uuid__in=[uuid for uuid, stood in kept.series if stood is None]).delete()
    return days | {row.day for row in (*changed, *again)}


def _restore_series(kept: Snapshot) -> None:
    for uuid, stood in kept.series:
        row = Series.objects.filter(uuid=uuid).first() if stood is not None else None
        if row is None or stood is None:
            continue
        row.rule, row.starts = stood["rule"], date.fromisoformat(stood["starts"])
        row.begins, row.minutes = time.fromisoformat(stood["begins"]), stood["minutes"]
        row.shift, row.room_id = stood["shift"], stood["room"]
        row.revision += 1
        row.save()
