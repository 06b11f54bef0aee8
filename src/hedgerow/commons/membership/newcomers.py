"""Who has a role and has never signed in: what they lack is a letter, not a role."""

from collections.abc import Collection
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Guardian, Organisation, Person, PersonQuerySet

from .models import (
    Assignment,
    Invitation,
    OpenSession,
    Passkey,
    ProvedAddress,
    SignInCard,
    SignInLink,
)

FAMILY: Final = "guardian"


def never_signed_in(people: PersonQuerySet) -> PersonQuerySet:
    """Those of them of whom nothing shows that they ever signed in."""
    signs = (
        OpenSession.objects.all(),
        ProvedAddress.objects.all(),
        Passkey.objects.all(),
        SignInLink.objects.exclude(used_at=None),
        SignInCard.objects.exclude(last_used_at=None),
    )
    found = people.filter(account=None, erased_at=None, signed_in_at=None)
    for rows in signs:
        found = found.filter(~Exists(rows.filter(person=OuterRef("pk"))))
    return found


def holders(
    ecosystem: Ecosystem, role: str, organisation: Organisation | None, addresses: Collection[str]
) -> dict[str, bool]:
    """The addresses at which somebody holds the role; whether one there has never signed in."""
    held = Assignment.objects.filter(
        ecosystem=ecosystem, role=role, organisation=organisation, ends=None
    ).values_list("person", "person__email", "person__account__email")
    wanted = set(addresses)
    here = {
        (address.lower(), person)
        for person, *reached in held
        for address in reached
        if address and address.lower() in wanted
    }
    asked = Person.objects.filter(pk__in={person for _address, person in here})
    new = set(never_signed_in(asked).values_list("pk", flat=True))
    waiting = {address for address, person in here if person in new}
    return {address: address in waiting for address, _person in here}


def untold_families(ecosystem: Ecosystem) -> PersonQuerySet:
    """Guardians of a learner here with an address, who never signed in and were never invited."""
    mine = {"person": OuterRef("pk"), "ecosystem": ecosystem, "ends": None}
    ties = Guardian.objects.seeing().filter(
        guardian=OuterRef("pk"), ecosystem=ecosystem, ends__isnull=True
    )
    told = Invitation.objects.filter(
        ecosystem=ecosystem, role=FAMILY, email=Lower(OuterRef("email"))
    )
    people = Person.objects.exclude(email="").exclude(origin="simulated")
    people = people.filter(Exists(Assignment.objects.filter(**mine, role=FAMILY)), Exists(ties))
    return never_signed_in(people.filter(~Exists(told)))


def tongue(person: Person, ecosystem: Ecosystem) -> str:
    """The language of a letter: the person's, where there are words in it, else the ecosystem's."""
    spoken = dict(settings.LANGUAGES)
    return person.language if person.language in spoken else (ecosystem.languages or ["en"])[0]
