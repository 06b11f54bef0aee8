"""Who asks the API: the person whose token stands in the header ``Authorization``, and nobody else."""

from django.http import HttpRequest
from django.utils import timezone

from hedgerow.foundation.api.errors import TokenNeeded, TokenReads, TokenUnknown
from hedgerow.foundation.permissions import Actor

from .actions.limits import count_attempt
from .actions.tokens import WRITE
from .actors import actor_by_token
from .clients import client_address

READING = frozenset({"GET", "HEAD", "OPTIONS"})
WRONG_A_CLIENT = 60


def bearer(request: HttpRequest) -> Actor:
    """The actor of a request to the API; the public where it reads without a token.

    Raises TokenNeeded, TokenUnknown, TokenReads, or TooManyAttempts after many wrong ones.
    """
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        if request.method in READING:
            return Actor.public()
        raise TokenNeeded
    at = timezone.now()
    found = actor_by_token(secret.strip(), at=at) if scheme.lower() == "bearer" else None
    if found is None:
        count_attempt(f"token:{client_address(request)}", limit=WRONG_A_CLIENT, at=at)
        raise TokenUnknown
    actor, scopes = found
    if request.method not in READING and WRITE not in scopes:
        raise TokenReads
    return actor
