"""Whether anybody can get in yet, and how the first person does."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from hedgerow.commons.people.models import Person

from .models import SignInCard, SignInLink

WAY_IN: Final = "hedgerow admit ADDRESS"
"""The command that makes the first person, and a link to sign in."""


def anybody_can_sign_in(at: datetime) -> bool:
    """Whether a letter reaches somebody real, or a link or card that still works signs in."""
    reached = Q(account__is_active=True) | ~Q(email="")
    real = Person.objects.filter(reached, erased_at=None).exclude(origin="simulated")
    links = SignInLink.objects.filter(expires_at__gt=at).filter(Q(used_at=None) | Q(reusable=True))
    return real.exists() or links.exists() or SignInCard.objects.filter(revoked_at=None).exists()


def way_in(at: datetime) -> str:
    """The command, for a page that is read where nobody can sign in; otherwise empty."""
    return "" if anybody_can_sign_in(at) else WAY_IN
