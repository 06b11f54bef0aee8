"""A person's own tokens for programs: made, used and revoked."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..actors import actor_by_token
from ..errors import TooManyTokens
from ..models import ApiToken
from .links import hashed

READ, WRITE = "read", "write"
MOST = 20
PREFIX = "hg_"


@transaction.atomic
def make_token(
    name: str, *, write: bool, expires_at: datetime | None, by: Actor, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token of the actor's own; the secret is told this once, its hash is kept.

    Raises NotFound to who has not signed in, or TooManyTokens.
    """
    if by.person_id is None:
        raise NotFound
    valid = ApiToken.objects.filter(person=by.person_id, revoked_at__isnull=True)
    if valid.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at)).count() >= MOST:
        raise TooManyTokens(most=MOST)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person_id=by.person_id,
        name=name,
        secret_hash=hashed(secret),
        scopes=[READ, WRITE] if write else [READ],
        created_at=at,
        expires_at=expires_at,
    )
    _tell("membership.token_made", token, by, at)
    return token, secret


@transaction.atomic
def revoke_token(uuid: UUID, *, by: Actor, at: datetime) -> ApiToken:
    """Make a token of the actor's own worthless at once; raises NotFound for another's."""
    own = ApiToken.objects.select_for_update().filter(person=by.person_id or 0, uuid=uuid)
    token = own.first()
    if token is None:
        raise NotFound
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        _tell("membership.token_revoked", token, by, at)
    return token


def revoke_tokens(person: int, *, by: Actor, at: datetime) -> int:
    """Make all tokens of a person worthless, in the caller's transaction; return how many."""
    rows = ApiToken.objects.select_for_update(of=("self",)).select_related("person")
    valid = list(rows.filter(person=person, revoked_at__isnull=True))
    for token in valid:
        token.revoked_at = at
        _tell("membership.token_revoked", token, by, at)
    ApiToken.objects.bulk_update(valid, ["revoked_at"])
    return len(valid)


def token_actor(secret: str, at: datetime) -> Actor | None:
    """The actor that a token makes, narrowed to its scopes; None for one that is not valid."""
    found = actor_by_token(secret, at=at)
    return found[0] if found else None


def _tell(kind: str, token: ApiToken, by: Actor, at: datetime) -> None:
    about = [("people.person", token.person.uuid)]
    said = {"token": str(token.uuid), "scopes": token.scopes}
    journal.record(kind, by=by, at=at, ecosystem=None, subjects=about, payload=said)
