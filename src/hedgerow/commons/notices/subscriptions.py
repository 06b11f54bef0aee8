"""The signed link by which a person stops a kind of letter, signed in or not."""

from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, Signer

from hedgerow.commons.people.models import Person

from .errors import UnsubscribeLinkWrong

SALT: Final = "hedgerow.unsubscribe"


def unsubscribe_token(person: Person, kind: str) -> str:
    """It stops one kind, or all that comes with the letter of a day or week (its pace)."""
    return Signer(salt=SALT).sign(f"{person.uuid.hex}.{kind}")


def read_token(token: str) -> tuple[Person, str]:
    """Whom the link is for and what it stops; raises UnsubscribeLinkWrong."""
    try:
        said = Signer(salt=SALT).unsign(token)
    except BadSignature:
        raise UnsubscribeLinkWrong from None
    who, _, kind = said.partition(".")
    person = Person.objects.filter(uuid=UUID(who), erased_at=None).first()
    if person is None:
        raise UnsubscribeLinkWrong
    return person, kind
