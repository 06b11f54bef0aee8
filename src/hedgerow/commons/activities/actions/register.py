"""The register of one session: marked by the version that was read, and taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.activities.errors import NothingToUndo
from hedgerow.commons.activities.models import Attendance, Session
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Stale
from hedgerow.foundation.journal.queries import FactRow, facts_about
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from . import belonging, marking
from .sessions import locked

Row = Mapping[str, Any]
MARKED, CORRECTED = "activities.attendance_marked", "activities.attendance_corrected"


@transaction.atomic
def mark_session(
    session: Session, rows: Sequence[Row], *, by: Actor, at: datetime, revision: int | None = None
) -> Outcome:
    """Mark one session; rows are those of ``mark_many``, ``session_id`` left out.

    Raises Stale, with both versions by person id, where somebody marked it since ``revision``,
    and what ``mark_many`` raises.
    """
    row = locked(session, by)
    if revision is not None and revision != row.revision:
        raise Stale(yours=_said(rows), theirs=_standing(row))
    wanted = [{**one, "session_id": row.pk} for one in rows]
    return marking.mark_many(row.ecosystem, wanted, by=by, at=at)


def _said(rows: Sequence[Row]) -> dict[str, object]:
    return {str(row["person_id"]): row["status"] for row in rows}


def _standing(session: Session) -> dict[str, object]:
    marks = Attendance.objects.filter(session=session).values_list("person_id", "status")
    return {str(person): status for person, status in marks}


def last_marking(session: Session, by: Actor) -> FactRow | None:
    """The fact of the latest marking of a session if the actor may undo it."""
    about = ("activities.session", session.uuid)
    page = facts_about(about, ecosystems=[session.ecosystem_id], limit=1)
    fact = page.rows[0] if page.rows else None
    if fact is None or fact.kind not in (MARKED, CORRECTED) or fact.payload is None:
        return None
    alone = sum(kind == "activities.session" for kind, _uuid in fact.subjects) == 1
    return fact if alone and (by.steward or fact.by_person == by.person_id) else None


@transaction.atomic
def undo_marks(session: Session, *, by: Actor, at: datetime) -> Session:
    """Make a session's marks what they were before the actor's latest marking of it.

    Raises NotFound, NotPermitted, or NothingToUndo where somebody else, or nobody, was last.
    """
    row = locked(session, by)
    fact = last_marking(row, by)
    if fact is None:
        raise NothingToUndo
    payload = fact.payload or {}
    before = payload["before"].get(str(row.uuid), {})
    _restore(row, before, {str(pk) for pk in payload["added"]})
    left = Attendance.objects.filter(session=row).exists()
    row.state = Session.State.HELD if left else Session.State.PLANNED
    row.confirmed_by = row.confirmed_at = None
    if not left:
        row.marked_by = row.marked_at = None
    row.revision += 1
    row.save()
    for table in ("attendance", "delivery"):
        belonging.touch(table, row.ecosystem, [row.day])
    journal.record(
        "activities.marks_undone",
        by=by,
        at=at,
        ecosystem=row.ecosystem_id,
        subjects=[("activities.session", row.uuid)],
        payload={"fact": str(fact.uuid)},
    )
    return row


def _restore(session: Session, before: Mapping[str, Sequence[Any]], added: set[str]) -> None:
    """Take away the marks that were added and put back those that were changed."""
    marks = Attendance.objects.filter(session=session)
    people = dict(Person.objects.filter(uuid__in=before).values_list("pk", "uuid"))
    marks.filter(person__uuid__in=added).delete()
    changed = list(marks.filter(person__in=people))
    for mark in changed:
        was = before[str(people[mark.person_id])]
        # facts of before minutes could be unknown tell two things, later ones three
        mark.status, mark.minutes, mark.minutes_known = (*was, True)[:3]
    Attendance.objects.bulk_update(changed, ["status", "minutes", "minutes_known"])
