"""Notes of a session as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.commons.activities.models import Note, Session
from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note, who wrote it, and whether it is the reader's own."""

    uuid: UUID
    text: str
    author: str
    at: datetime
    is_own: bool


def notes_of(actor: Actor, session: Session) -> Sequence[NoteLine]:
    """The notes that the actor may read, the newest first."""
    if not Note.objects.filter(session=session).exists():
        return []  # as of most sessions, and who may read them takes long to put together
    rows = Note.objects.visible_to(actor).filter(session=session).select_related("author")
    zone = session.ecosystem.time_zone
    return [
        NoteLine(
            one.uuid, one.text, one.author.name if one.author else "", on_the_wall(one.at, zone),
            actor.steward or one.author_id == actor.person_id,
        )
        for one in rows.order_by("-at", "-pk")
    ]  # fmt: skip


def note_row(actor: Actor, session: Session, uuid: UUID) -> Note:
    """A note of the session; raises NotFound."""
    found = Note.objects.visible_to(actor).filter(session=session, uuid=uuid).first()
    if found is None:
        raise NotFound
    return found
