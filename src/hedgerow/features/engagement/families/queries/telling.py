"""How far the guardians of many families are told of a message."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.jobs.queries import Progress, progress_in_slot
from hedgerow.foundation.permissions import Actor

from ..models import Message, MessageCopy

JOB: Final = "families.tell"


@dataclass(frozen=True, slots=True)
class Telling:
    """The job that tells them, to how many guardians, and whether the reader may have it tried again."""

    progress: Progress
    guardians: int
    may_retry: bool


def telling_of(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Telling | None:
    """How far it is; None where it was told at once, or long ago; raises NotFound. Three queries."""
    row = Message.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid).first()
    if row is None:
        raise NotFound
    return telling(actor, row)


def telling(actor: Actor, row: Message) -> Telling | None:
    """The same of a message that the actor sees. A query, and one more while the job is kept."""
    progress = progress_in_slot(JOB, str(row.uuid))
    if progress is None:
        return None
    copies = MessageCopy.objects.filter(not_barred(actor, "learner"), message=row)
    mine = actor.person_id is not None and progress.by_person == actor.person_id
    return Telling(
        progress, copies.values("guardian").distinct().count(), mine and progress.state == "failed"
    )
