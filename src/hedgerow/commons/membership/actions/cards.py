"""Printed cards: issued, reset, revoked, and signing in with one."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor

from ..errors import CardUnknown, HasAddress
from ..models import SignInCard
from .checks import seen
from .limits import count_attempt, give_back
from .links import hashed
from .reach import require_card_for
from .sessions import end_sessions

# no letters that look or sound alike, and no vowels, so that no word comes out
LETTERS = "CDFHJKMNPRTWXY3479"
LENGTH = 10
WRONG_CODES = 60


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """What is printed once and kept nowhere: a name, the code and the secret of the QR."""

    name: str
    code: str
    secret: str


@transaction.atomic
def issue_cards(
    ecosystem: Ecosystem, people: Sequence[Person], *, by: Actor, at: datetime
) -> list[IssuedCard]:
    """Give each person a new card, in order, and revoke the one before; journal once.

    Who had one is signed out everywhere.

    Raises NotFound to outsiders and for persons of elsewhere, NotPermitted or HasAddress.
    """
    seen(ecosystem, by)
    ids = {person.pk for person in people}
    require_card_for(ecosystem, ids, by)
    if not ids:
        return []
    rows = Person.objects.select_for_update(of=("self",)).select_related("account")
    locked = list(rows.filter(pk__in=ids).order_by("pk"))
    for person in locked:
        if person.email or (person.account and person.account.email):
            raise HasAddress(name=person.called or person.name)
    valid = SignInCard.objects.filter(person__in=ids, revoked_at__isnull=True)
    end_sessions(valid.values_list("person_id", flat=True))
    valid.update(revoked_at=at)
    issued = {person.pk: _drawn(person) for person in locked}
    SignInCard.objects.bulk_create(
        SignInCard(
            ecosystem=ecosystem, person_id=pk, issued_by_id=by.person_id, issued_at=at,
            secret_hash=hashed(card.secret), code_hash=_keyed(card.code),
        )
        for pk, card in issued.items()
    )  # fmt: skip
    _tell("membership.cards_issued", locked, ecosystem, by, at)
    return [issued[pk] for pk in dict.fromkeys(person.pk for person in people)]


@transaction.atomic
def revoke_card(ecosystem: Ecosystem, person: Person, *, by: Actor, at: datetime) -> bool:
    """Revoke a person's card, as when it is lost, and sign the person out; whether there was one.

    Raises NotFound to outsiders and for a person of elsewhere, or NotPermitted.
    """
    seen(ecosystem, by)
    require_card_for(ecosystem, {person.pk}, by)
    valid = SignInCard.objects.filter(person=person, revoked_at__isnull=True)
    if not valid.update(revoked_at=at):
        return False
    end_sessions([person.pk])
    _tell("membership.card_revoked", [person], ecosystem, by, at)
    return True


def sign_in_by_card(secret: str, *, at: datetime) -> Person:
    """The person whose card has that secret; notes the use. Raises CardUnknown."""
    return _used(SignInCard.objects.filter(secret_hash=hashed(secret)).first(), at)


def sign_in_by_code(code: str, *, client: str, at: datetime) -> Person:
    """The person of the short code, typed in any case and grouping.

    Raises CardUnknown, or TooManyAttempts after many wrong codes from one client.
    """
    key = f"code:{client}"
    count_attempt(key, limit=WRONG_CODES, at=at)
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    person = _used(SignInCard.objects.filter(code_hash=_keyed(typed)).first(), at)
    give_back(key)
    return person


def _used(card: SignInCard | None, at: datetime) -> Person:
    if card is None or card.revoked_at is not None or card.person.erased_at is not None:
        raise CardUnknown
    valid = SignInCard.objects.filter(pk=card.pk, revoked_at__isnull=True)
    if not valid.update(last_used_at=at):
        raise CardUnknown
    return card.person


def _drawn(person: Person) -> IssuedCard:
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return IssuedCard(person.called or person.name, code, secrets.token_urlsafe(16))


def _keyed(code: str) -> str:
    """A short code is guessed from a plain hash in minutes, so it is keyed with ours."""
    return salted_hmac("hedgerow.card", code, algorithm="sha256").hexdigest()


def _tell(
    kind: str, people: Sequence[Person], ecosystem: Ecosystem, by: Actor, at: datetime
) -> None:
    about = [("people.person", person.uuid) for person in people]
    journal.record(
        kind,
        by=by, at=at, ecosystem=ecosystem.pk, subjects=about, payload={"cards": len(people)},
    )  # fmt: skip
