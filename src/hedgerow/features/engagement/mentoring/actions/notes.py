"""Notes of meetings."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Session
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from ..errors import PairOver
from ..models import Pairing, SessionNote
from ..permissions import OFFER_HELP
from .belongs import locked, tell


@transaction.atomic
def write_note(
    pairing: Pairing,
    text: str,
    *,
    by: Actor,
    at: datetime,
    shared: bool = False,
    session_id: int | None = None,
) -> SessionNote:
    """Note what happened in a meeting; only who helps writes. The journal does not hold the text.

    Raises NotFound also for a session of another activity, PairOver or Invalid.
    """
    row: Pairing = locked(Pairing, pairing, by, "offer", "need__person")
    if row.offer.person_id != by.person_id and not by.steward:
        raise NotFound
    require(by, OFFER_HELP, within=row.ecosystem_id)
    if row.state in (Pairing.State.DECLINED, Pairing.State.PROPOSED):
        raise PairOver
    if not text.strip():
        raise Invalid({"text": [_("Write a few words.")]})
    check_lengths(SessionNote, {"text": text})
    if session_id is not None:
        sessions = Session.objects.filter(pk=session_id, activity=row.activity_id or 0)
        if not sessions.exists():
            raise NotFound
    note = SessionNote.objects.create(
        ecosystem=row.ecosystem, pairing=row, session_id=session_id, at=at, text=text.strip(),
        author_id=by.person_id or row.offer.person_id, shared=shared, origin=by.origin,
    )  # fmt: skip
    tell("note_written", note, by, at, shared=shared)
    return note


@transaction.atomic
def share_note(note: SessionNote, shared: bool, *, by: Actor, at: datetime) -> SessionNote:
    """Let the learner and the family read a note, or no more; only its author may."""
    row: SessionNote = locked(SessionNote, note, by)
    if row.author_id != by.person_id and not by.steward:
        raise NotFound
    require(by, OFFER_HELP, within=row.ecosystem_id)
    if row.shared != shared:
        row.shared = shared
        row.save(update_fields=["shared"])
        tell("note_shared", row, by, at, shared=shared)
    return row
