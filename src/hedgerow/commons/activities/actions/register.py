"""The register of one session, marked by the version that was read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.activities.models import Attendance, Session
from hedgerow.commons.people.bars import without_barred
from hedgerow.commons.people.errors import OutOfReach
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import Stale
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from . import marking
from .sessions import locked

Row = Mapping[str, Any]


@transaction.atomic
def mark_session(
    session: Session, rows: Sequence[Row], *, by: Actor, at: datetime, revision: int | None = None
) -> Outcome:
    """Mark one session; rows are those of ``mark_many``, ``session_id`` left out.

    Learners from whom the actor is barred are left out and everybody else is marked: a register
    may have been read before the bar was set. Raises OutOfReach where nobody else is in the rows;
    Stale, with both versions by person id, where somebody marked it since ``revision``; and what
    ``mark_many`` raises.
    """
    row = locked(session, by)
    own = without_barred(by, [one["person_id"] for one in rows])
    if rows and not own:
        raise OutOfReach
    rows = [one for one in rows if one["person_id"] in own]
    if revision is not None and revision != row.revision:
        raise Stale(yours=_said(rows), theirs=_standing(row, by))
    wanted = [{**one, "session_id": row.pk} for one in rows]
    return marking.marked(row.ecosystem, {row.pk: row}, wanted, by=by, at=at).outcome()


def _said(rows: Sequence[Row]) -> dict[str, object]:
    return {str(row["person_id"]): row["status"] for row in rows}


def _standing(session: Session, by: Actor) -> dict[str, object]:
    marks = Attendance.objects.filter(not_barred(by, "person"), session=session)
    return {str(person): status for person, status in marks.values_list("person_id", "status")}
