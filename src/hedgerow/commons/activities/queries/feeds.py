"""The address of a person's calendar."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

from hedgerow.commons.activities.models import CalendarFeed
from hedgerow.foundation.permissions import Actor

READ_NOTED_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One's calendar: its secret (empty once withdrawn), since when, and when it was last read."""

    secret: str
    made_at: datetime
    read_at: datetime | None


def secret_of(uuid: UUID, turn: int) -> str:
    """The secret of a feed's address: derived with our key, so that it can be shown and is kept nowhere."""
    return salted_hmac("hedgerow.calendar", f"{uuid}:{turn}", algorithm="sha256").hexdigest()


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(actor: Actor) -> FeedPage | None:
    """The actor's own; None where there never was one."""
    row = CalendarFeed.objects.filter(person=actor.person_id or 0).first()
    if row is None:
        return None
    secret = secret_of(row.uuid, row.turn) if row.secret_hash else ""
    return FeedPage(secret, row.made_at, row.read_at)


def feed_by_hash(secret_hash: str, now: datetime) -> CalendarFeed | None:
    """The feed at that address; that it was read is noted once an hour."""
    rows = CalendarFeed.objects.filter(secret_hash=secret_hash, person__erased_at__isnull=True)
    row = rows.select_related("person").first()
    if row and (row.read_at is None or now - row.read_at >= READ_NOTED_EVERY):
        CalendarFeed.objects.filter(pk=row.pk).update(read_at=now)
    return row
