"""Signing oneself out on every other device, as when a phone is lost."""

from datetime import datetime

from django.db import transaction

from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..own_queries import signed_in_elsewhere
from .sessions import end_sessions


@transaction.atomic
def sign_out_elsewhere(*, by: Actor, at: datetime, keep: str) -> int:
    """End every session of the actor's own but the one of the key ``keep``; return how many went on.

    Raises NotFound without a person.
    """
    person = Person.objects.filter(pk=by.person_id or 0, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    ended = signed_in_elsewhere(by, keep, at)
    end_sessions([person.pk], keep=keep)
    if ended:
        journal.record(
            "membership.signed_out_elsewhere",
            by=by, at=at, ecosystem=person.kept_by_id, subjects=[("people.person", person.uuid)],
            even_closed=True,
        )  # fmt: skip
    return ended
