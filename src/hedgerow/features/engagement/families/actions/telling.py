"""Each guardian who received a copy is told: of a few at once, of many by a job, some by some."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.notices.actions import Said, tell
from hedgerow.foundation import jobs

from ..models import Message, MessageCopy
from ..queries.drafted import Own, whole
from ..queries.telling import JOB
from ..rules import MESSAGE

AT_ONCE = 30
"""Of so many copies guardians are told while the sender waits; of more, a job tells them."""
MANY = 50


def tell_families(message: Message, copies: Sequence[MessageCopy], *, at: datetime) -> None:
    """Tell whoever received a copy, now or soon; in a simulated history always now, as of then."""
    if len(copies) <= AT_ONCE or message.origin == "simulated":
        for copy in copies:
            _tell(copy, message.ecosystem, at)
        return
    key = str(message.uuid)
    jobs.enqueue(
        JOB, {"message": key}, ecosystem=message.ecosystem_id, slot=key,
        by_person=message.sender_id,
    )  # fmt: skip


def tell_some(message: UUID, after: int, *, at: datetime) -> list[int]:
    """Tell who received the next copies after that one (id), nobody twice; return their ids."""
    rows = MessageCopy.objects.filter(message__uuid=message, pk__gt=after).order_by("pk")
    copies = rows.select_related("guardian", "learner", "message__ecosystem")[:MANY]
    for copy in copies:
        _tell(copy, copy.message.ecosystem, at)
    return [copy.pk for copy in copies]


def _tell(copy: MessageCopy, ecosystem: Ecosystem, at: datetime) -> None:
    own = Own(copy.own, copy.own_language)
    tell(
        copy.guardian, MESSAGE,
        lambda: Said(
            copy.subject, whole(copy.body, own, copy.own_foreign),
            f"/me/children/{copy.learner.uuid}/", copy.language,
        ),
        ecosystem=ecosystem, at=at, about=copy.learner, once=str(copy.uuid),
    )  # fmt: skip
