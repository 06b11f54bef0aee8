"""Links that sign a person in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from hedgerow.commons.people.models import Person

from ..errors import LinkSpent
from ..models import SignInLink

LINK_LASTS = timedelta(minutes=30)
DEMO_LINK_LASTS = timedelta(days=30)


def make_sign_in_link(person: Person, *, at: datetime, reusable: bool = False) -> str:
    """The secret of a new link for the person: 30 minutes and once; 30 days if ``reusable``."""
    secret = secrets.token_urlsafe(32)
    lasts = DEMO_LINK_LASTS if reusable else LINK_LASTS
    SignInLink.objects.create(
        person=person,
        secret_hash=hashed(secret),
        created_at=at,
        expires_at=at + lasts,
        reusable=reusable,
    )
    return secret


@transaction.atomic
def sign_in_by_link(secret: str, *, at: datetime) -> Person:
    """The person whom the link signs in, spending it; raises LinkSpent."""
    link = (
        SignInLink.objects.select_for_update()
        .filter(secret_hash=hashed(secret), expires_at__gt=at, person__erased_at__isnull=True)
        .first()
    )
    if link is None or (link.used_at is not None and not link.reusable):
        raise LinkSpent
    link.used_at = at
    link.save(update_fields=["used_at"])
    return link.person


def hashed(secret: str) -> str:
    """What is kept of a secret that is itself random: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()
