"""One's own address changes once a link sent to the new one is opened; the old one is told."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.people.actions.persons import take_address
from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation.email import is_email
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import AddressLinkSpent
from ..models import AddressChange, FormerAddress, SignInLink
from ..proved import note_proved
from .address_letters import post_address_changed, post_address_link, secret_of
from .limits import count_attempt
from .links import hashed
from .signing_in import A_CLIENT, A_KEY

LASTS = timedelta(hours=24)


def ask_to_change_address(
    address: str, *, by: Actor, client: str, at: datetime, link_to: Callable[[str], str]
) -> None:
    """Mail a link to an address that the actor says is theirs; theirs it is once it is opened.

    The link works once, for a day, and ends the one asked for before. ``link_to`` makes a full
    address of its secret. Raises NotFound for who has no person, Invalid, or TooManyAttempts.
    """
    person = Person.objects.filter(pk=by.person_id or 0, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    email = address.strip().lower()
    _check(email, person)
    count_attempt(f"client:{client}", limit=A_CLIENT, at=at)
    for key in (f"address:{person.pk}", f"link:{email}"):
        count_attempt(key, limit=A_KEY, at=at)
    with transaction.atomic():
        asked, _new = AddressChange.objects.update_or_create(
            person=person,
            defaults={
                "address": email,
                "secret_hash": hashed(secret_of(person, email, at)),
                "created_at": at,
                "expires_at": at + LASTS,
            },
        )
        post_address_link(asked, link_to)


@transaction.atomic
def confirm_address(secret: str, *, at: datetime) -> Person:
    """Let the address that the link was sent to replace the one before, which is told.

    Links to sign in that were sent to the old one end. Raises AddressLinkSpent.
    """
    rows = AddressChange.objects.select_for_update(of=("self",)).select_related("person")
    asked = rows.filter(
        secret_hash=hashed(secret), expires_at__gt=at, person__erased_at__isnull=True
    ).first()
    if asked is None:
        raise AddressLinkSpent
    before = asked.person.email
    person = take_address(asked.person_id, asked.address, at)
    _take_along(person, before)
    note_proved(person, person.email, at)
    SignInLink.objects.filter(person=person, used_at=None, reusable=False).delete()
    asked.delete()
    if before and before.lower() != person.email:
        post_address_changed(person, before, at=at)
    return person


def forget_addresses(at: datetime) -> int:
    """Forget addresses that nobody proved in time, and old ones that were told or not; return how many."""
    FormerAddress.objects.filter(at__lte=at - LASTS).delete()
    return AddressChange.objects.filter(expires_at__lte=at).delete()[0]


def _check(email: str, person: Person) -> None:
    if not is_email(email):
        raise Invalid({"email": [_("“%(text)s” is no e-mail address.") % {"text": email}]})
    if email == person.email.lower():
        raise Invalid({"email": [_("This is your address already.")]})


def _take_along(person: Person, before: str) -> None:
    """The account that signed in by the old address signs in by the new, or by none.

    The new one may be another account's already: the old one signs in nobody all the same.
    """
    account = person.account
    if account is None or (account.email or "").lower() != before.lower():
        return
    others = Account.objects.filter(email__iexact=person.email).exclude(pk=account.pk)
    account.email = None if others.exists() else person.email
    account.save(update_fields=["email"])
