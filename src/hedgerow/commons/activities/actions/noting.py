"""Notes of sessions, by those who mark the register."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities import rules
from hedgerow.commons.activities.errors import NotYetBegun
from hedgerow.commons.activities.models import Note, Session
from hedgerow.commons.activities.queries.names import places_on
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.foundation import journal
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from .sessions import locked


@transaction.atomic
def note_session(session: Session, text: str, *, by: Actor, at: datetime) -> Note:
    """Note what came of a session that has begun; the journal does not hold the text.

    Raises NotFound, NotPermitted, Closed, NotYetBegun, Invalid, or OutOfReach for who is barred from
    somebody who takes part.
    """
    row = locked(session, by)
    require_open(by, row.ecosystem_id)
    if not rules.may_be_marked(row.starts_at, at):
        raise NotYetBegun
    require_not_barred(by, places_on(row).values_list("person", flat=True))
    if not text.strip():
        raise Invalid({"text": [_("Write a few words.")]})
    check_lengths(Note, {"text": text})
    note = Note.objects.create(
        ecosystem=row.ecosystem, session=row, author_id=by.person_id, at=at, text=text.strip(),
        origin=by.origin,
    )  # fmt: skip
    _tell("activities.note_written", row, by, at)
    return note


@transaction.atomic
def remove_note(note: Note, *, by: Actor, at: datetime) -> None:
    """Delete a note for good; only who wrote it does. Raises NotFound, NotPermitted or Closed."""
    found = Note.objects.visible_to(by).filter(pk=note.pk).select_related("session").first()
    if found is None or not (by.steward or found.author_id == by.person_id):
        raise NotFound
    row = locked(found.session, by)
    require_open(by, row.ecosystem_id)
    found.delete()
    _tell("activities.note_removed", row, by, at)


def _tell(kind: str, row: Session, by: Actor, at: datetime) -> None:
    about = [("activities.session", row.uuid)]
    journal.record(kind, by=by, at=at, ecosystem=row.ecosystem_id, subjects=about)
