"""Marks taken back: one's latest marking of a session, or the whole register, and that undone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hedgerow.commons.activities.errors import NothingToUndo
from hedgerow.commons.activities.models import Attendance, Enrolment, Session
from hedgerow.commons.people.bars import kept_from
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation import journal
from hedgerow.foundation.journal.queries import FactRow, facts_about
from hedgerow.foundation.permissions import Actor

from . import belonging, marking
from .sessions import locked

MARKED, CORRECTED = "activities.attendance_marked", "activities.attendance_corrected"
CLEARED = "activities.register_cleared"
Said = Mapping[str, Sequence[Any]]
"""By person, in public ids: status, minutes and whether these are known.

Facts of before minutes could be unknown tell two things, later ones three.
"""


def last_marking(session: Session, by: Actor) -> FactRow | None:
    """The fact of the latest marking or clearing of a session if the actor may undo it."""
    about = ("activities.session", session.uuid)
    page = facts_about(about, ecosystems=[session.ecosystem_id], limit=1)
    fact = page.rows[0] if page.rows else None
    if fact is None or fact.kind not in (MARKED, CORRECTED, CLEARED) or fact.payload is None:
        return None
    alone = sum(kind == "activities.session" for kind, _uuid in fact.subjects) == 1
    return fact if alone and (by.steward or fact.by_person == by.person_id) else None


@transaction.atomic
def clear_register(session: Session, *, by: Actor, at: datetime) -> Session:
    """Take back every mark of a session, whoever made it; it then stands as not marked.

    For a register that was taken by accident, or of the wrong day. ``undo_marks`` brings it back.
    The mark of a learner from whom the actor is barred stays, and with it that it was held.

    Raises NotFound, NotPermitted, or NothingToUndo where nobody is marked.
    """
    row = locked(session, by)
    own = Attendance.objects.filter(not_barred(by, "person"), session=row)
    marks = list(own.select_related("person").order_by("pk"))
    if not marks:
        raise NothingToUndo
    before = {
        str(mark.person.uuid): [mark.status, mark.minutes, mark.minutes_known] for mark in marks
    }
    Attendance.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    about = [("people.person", mark.person.uuid) for mark in marks]
    _save(CLEARED, row, by, at, about, before={str(row.uuid): before})
    return row


@transaction.atomic
def undo_marks(session: Session, *, by: Actor, at: datetime) -> Session:
    """Make a session's marks what they were before the actor's latest marking or clearing of it.

    The place of a walk-in whom that marking took in goes with the mark. A learner from whom the
    actor has been barred since stays marked as they are.

    Raises NotFound, NotPermitted, or NothingToUndo where somebody else, or nobody, was last.
    """
    row = locked(session, by)
    fact = last_marking(row, by)
    if fact is None:
        raise NothingToUndo
    payload = fact.payload or {}
    barred = _uuids(kept_from(by))
    before = _but(payload["before"].get(str(row.uuid), {}), barred)
    if fact.kind == CLEARED:
        marking.mark_many(row.ecosystem, _rows(row, before), by=by, at=at)
        row.refresh_from_db()
        # said last, so that what was brought back is no marking that can be undone in its turn
        _save("activities.marks_undone", row, by, at, [], fact=str(fact.uuid))
        return row
    added = {str(pk) for pk in payload["added"]} - barred
    _restore(row, before, added)
    about = _take_back_places(row, added)
    _save("activities.marks_undone", row, by, at, about, fact=str(fact.uuid))
    return row


def _uuids(people: frozenset[int]) -> set[str]:
    if not people:
        return set()
    return {str(one) for one in Person.objects.filter(pk__in=people).values_list("uuid", flat=True)}


def _but(said: Said, people: set[str]) -> Said:
    return {one: what for one, what in said.items() if one not in people}


def _rows(session: Session, before: Said) -> list[dict[str, Any]]:
    """The marks that were cleared as ``mark_many`` takes them."""
    people = dict(Person.objects.filter(uuid__in=before).values_list("pk", "uuid"))
    rows = []
    for pk, uuid in people.items():
        status, minutes, known = before[str(uuid)]
        row = {"session_id": session.pk, "person_id": pk, "status": status}
        rows.append({**row, "minutes": minutes} if known else row)
    return rows


def _restore(session: Session, before: Said, added: set[str]) -> None:
    """Take away the marks that were added and put back those that were changed."""
    marks = Attendance.objects.filter(session=session)
    people = dict(Person.objects.filter(uuid__in=before).values_list("pk", "uuid"))
    marks.filter(person__uuid__in=added).delete()
    changed = list(marks.filter(person__in=people))
    for mark in changed:
        was = before[str(people[mark.person_id])]
        mark.status, mark.minutes, mark.minutes_known = (*was, True)[:3]
    Attendance.objects.bulk_update(changed, ["status", "minutes", "minutes_known"])


def _take_back_places(session: Session, added: set[str]) -> list[tuple[str, UUID]]:
    """Remove the places that began with a walk-in there, and that nothing else stands on."""
    marked = Attendance.objects.filter(session__activity=session.activity_id).values("person")
    places = Enrolment.objects.filter(
        activity=session.activity_id, person__uuid__in=added, walk_in=True, starts=session.day
    ).exclude(person__in=marked)
    gone = list(places.values_list("pk", "uuid", "person__uuid"))
    if gone:
        Enrolment.objects.filter(pk__in=[pk for pk, _place, _who in gone]).delete()
        belonging.touch("enrolment", session.ecosystem, [session.day])
    about = [("activities.enrolment", place) for _pk, place, _who in gone]
    return [*about, *(("people.person", who) for _pk, _place, who in gone)]


def _save(
    kind: str,
    row: Session,
    by: Actor,
    at: datetime,
    about: Sequence[tuple[str, UUID]],
    **payload: object,
) -> None:
    """Say of the session what its marks now make of it; one fact."""
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
        kind,
        by=by,
        at=at,
        ecosystem=row.ecosystem_id,
        subjects=[("activities.session", row.uuid), *about],
        payload=payload,
    )
