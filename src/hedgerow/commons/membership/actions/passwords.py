"""One's own password."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import AddressUnproved, WrongPassword
from .limits import count_attempt, give_back
from .sessions import end_sessions
from .tokens import revoke_tokens

TRIES = 5


def set_password(
    new: str,
    *,
    old: str,
    by: Actor,
    at: datetime,
    keep: str = "",
    proved: str = "",
    keep_tokens: bool = False,
) -> None:
    """Set or change the actor's own password; whoever has one says the old one first.

    Every session of the person ends, but the one of the key ``keep``, and every token for
    programs, unless they are kept.

    The first password opens an account with the person's address, so that must have been
    ``proved``: an address is easily entered that is somebody else's.

    Raises NotFound without a person, AddressUnproved, WrongPassword, TooManyAttempts, or Invalid for a password
    that is easy to guess or for somebody without an address to sign in with.
    """
    if by.person_id is None:
        raise NotFound
    count_attempt(f"change:{by.person_id}", limit=TRIES, at=at)
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",)).get(pk=by.person_id)
        account = person.account or _opened(person, proved)
        _check(account, old, new)
        account.set_password(new)
        account.save()
        if person.account_id is None:
            Person.objects.filter(pk=person.pk).update(account=account)
        end_sessions([person.pk], keep=keep)
        if not keep_tokens:
            revoke_tokens(person.pk, by=by, at=at)
        journal.record(
            "membership.password_set",
            by=by, at=at, ecosystem=person.kept_by_id, subjects=[("people.person", person.uuid)],
        )  # fmt: skip


def check_own_password(person: Person, password: str, *, at: datetime) -> None:
    """Raise WrongPassword unless it is the person's; TooManyAttempts after five in a while."""
    count_attempt(f"change:{person.pk}", limit=TRIES, at=at)
    account = person.account
    if account is None or not account.password or not account.check_password(password):
        raise WrongPassword
    give_back(f"change:{person.pk}")


def _check(account: Account, old: str, new: str) -> None:
    """Raise WrongPassword, or Invalid for a new one that is easy to guess."""
    if account.password and account.has_usable_password() and not account.check_password(old):
        raise WrongPassword
    try:
        validate_password(new, account)
    except ValidationError as error:
        raise Invalid({"new": error.messages}) from error


def _opened(person: Person, proved: str) -> Account:
    """An account with the person's own address, unless another has it."""
    address = person.email.lower()
    if not address or Account.objects.filter(email__iexact=address).exists():
        raise NotFound
    if address != proved.lower():
        raise AddressUnproved(address=address)
    return Account(email=address)
