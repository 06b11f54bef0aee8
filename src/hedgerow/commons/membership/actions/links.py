"""Links that sign a person in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from hedgerow.commons.people.models import Person

from ..errors import LinkSpent
from ..models import SignInLink
from ..proved import addresses_of, note_proved

LINK_LASTS = timedelta(minutes=30)
DEMO_LINK_LASTS = timedelta(days=30)
MARK = 32


def make_sign_in_link(
    person: Person, *, at: datetime, reusable: bool = False, address: str = ""
) -> str:
    """The secret of a new link for the person: 30 minutes and once; 30 days if ``reusable``.

    Whoever uses it proves to read mail at ``address``, to which it is sent.
    """
    secret = secrets.token_urlsafe(32)
    if address:
        secret += _mark(secret, address)
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
    for address in addresses_of(link.person):
        if proves(secret, address):
            note_proved(link.person, address, at)
    return link.person


def proves(secret: str, address: str) -> bool:
    """Whether the link of that secret was made for that address."""
    return constant_time_compare(secret[-MARK:], _mark(secret[:-MARK], address))


def _mark(secret: str, address: str) -> str:
    text = f"{secret} {address.lower()}"
    return salted_hmac("hedgerow.address", text, algorithm="sha256").hexdigest()[:MARK]


def hashed(secret: str) -> str:
    """What is kept of a secret that is itself random: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()
