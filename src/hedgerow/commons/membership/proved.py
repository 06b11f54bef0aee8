"""Which address of a person has been shown to be theirs."""

from collections.abc import Iterable
from datetime import datetime

from hedgerow.commons.people.models import Person

from .models import ProvedAddress


def note_proved(person: Person, address: str, at: datetime) -> None:
    """Remember that the person reads mail there, in the caller's transaction."""
    if address:
        ProvedAddress.objects.update_or_create(
            person=person, address=address.lower(), defaults={"at": at}
        )


def proved_address(person: Person) -> str:
    """The person's own address, else the one they sign in by, if it is proved; otherwise empty."""
    proved = set(ProvedAddress.objects.filter(person=person).values_list("address", flat=True))
    return next((one for one in addresses_of(person) if one.lower() in proved), "")


def addresses_of(person: Person) -> Iterable[str]:
    """Where mail may reach the person, as far as is known: the own address first."""
    yield from filter(None, (person.email, (person.account.email or "") if person.account else ""))
