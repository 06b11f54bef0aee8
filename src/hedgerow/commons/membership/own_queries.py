"""What a person may see of the person's own tokens."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.foundation.permissions import Actor

from .models import ApiToken


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
