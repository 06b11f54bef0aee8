"""What a person may see of the person's own tokens, and of the devices that are signed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from hedgerow.foundation.permissions import Actor

from .models import ApiToken, OpenSession


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token by name; its secret is known to nobody here."""

    uuid: UUID
    name: str
    writes: bool
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    is_valid: bool


def tokens_of(actor: Actor, at: datetime) -> tuple[TokenRow, ...]:
    """The actor's own tokens, newest first; one query."""
    rows = ApiToken.objects.filter(person=actor.person_id or 0).order_by("-created_at", "-pk")
    return tuple(
        TokenRow(
            uuid=row.uuid,
            name=row.name,
            writes="write" in row.scopes,
            created_at=row.created_at,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
            is_valid=row.revoked_at is None and (row.expires_at is None or row.expires_at > at),
        )
        for row in rows[:100]
    )


def signed_in_elsewhere(actor: Actor, key: str, at: datetime) -> int:
    """On how many other devices than that of the session's key the actor is signed in; one query."""
    live = Session.objects.filter(expire_date__gt=at).values("session_key")
    mine = OpenSession.objects.filter(person=actor.person_id or 0, session_key__in=live)
    return mine.exclude(session_key=key).count()
