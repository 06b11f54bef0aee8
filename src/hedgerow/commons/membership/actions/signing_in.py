"""Asking for a link by e-mail, and signing in with a password."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from hedgerow.commons.people.models import Account, Person

from ..errors import WrongPassword
from .limits import count_attempt
from .link_letters import post_link

A_KEY, A_CLIENT, AN_ADDRESS = 5, 60, 40


def ask_for_link(address: str, *, client: str, at: datetime, link_to: Callable[[str], str]) -> None:
    """Mail a link to each person with that address; silent where there is none.

    It speaks their own language, else the one of the page on which it is asked for.
    ``link_to`` makes a full address of a link's secret. Raises TooManyAttempts.
    """
    email = address.strip().lower()
    count_attempt(f"client:{client}", limit=A_CLIENT, at=at)
    count_attempt(f"link:{email}", limit=A_KEY, at=at)
    found = Person.objects.filter(
        Q(account__email__iexact=email, account__is_active=True) | Q(email__iexact=email),
        erased_at__isnull=True,
    ).order_by("pk")
    for person in found[:5]:
        post_link(person, email, at=at, link_to=link_to)


def sign_in_by_password(address: str, password: str, *, client: str, at: datetime) -> Person:
    """The person of that address and password; raises WrongPassword or TooManyAttempts.

    Few tries are left to one client, so that it shuts out nobody but itself; the tries of all
    clients together are limited too.
    """
    email = address.strip().lower()
    count_attempt(f"client:{client}", limit=A_CLIENT, at=at)
    count_attempt(f"password:{email}:{client}", limit=A_KEY, at=at)
    count_attempt(f"password:{email}", limit=AN_ADDRESS, at=at)
    account = Account.objects.filter(email__iexact=email, is_active=True).first()
    if account is None:
        make_password(password)  # as slow as for a known address
        raise WrongPassword
    person = Person.objects.filter(account=account, erased_at__isnull=True).first()
    if not account.check_password(password) or person is None:
        raise WrongPassword
    return person
