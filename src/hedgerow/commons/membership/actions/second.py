"""The second factor of a person: an app with codes, recovery codes, and what is reset for somebody."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hedgerow.commons.people.editors import reaches
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from ..errors import NoSecondFactor
from ..models import Assignment, CodeApp, Passkey, RecoveryCode
from ..permissions import ASSIGN_ROLES
from .at_once import send_on_commit
from .sessions import end_sessions
from .tongue import speaking_to


def has_factor(person: int) -> bool:
    """Whether signing in takes a second step for that person. One query, or two."""
    apps = CodeApp.objects.filter(person=person, confirmed_at__isnull=False)
    return Passkey.objects.filter(person=person).exists() or apps.exists()


def may_have_factor(person: Person) -> bool:
    """Whether the person may set one up: never learners, and nobody who has but a card."""
    return not learns(person) and has_address(person)


def learns(person: Person) -> bool:
    return Assignment.objects.filter(person=person, role="learner", ends=None).exists()


def has_address(person: Person) -> bool:
    return bool(person.email or person.account_id)


def require_factor_allowed(by: Actor) -> Person:
    """The actor's own person; raises NotFound, or NoSecondFactor for who may have none."""
    person = Person.objects.filter(pk=by.person_id or 0, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    if not may_have_factor(person):
        raise NoSecondFactor
    return person


@transaction.atomic
def reset_second_factor(person: Person, *, by: Actor, at: datetime) -> bool:
    """Take away every second factor of somebody who lost theirs; return whether there was one.

    For another convener who may edit the person everywhere, or the installation's steward; never
    for oneself. The person is told, and signed out everywhere.

    Raises NotFound for a person unseen, or NotPermitted.
    """
    if not Person.objects.visible_to(by).filter(pk=person.pk, erased_at__isnull=True).exists():
        raise NotFound
    if not by.steward and not may_reset(person, by):
        raise NotPermitted(permission=ASSIGN_ROLES)
    models = (Passkey, CodeApp, RecoveryCode)
    if not sum(model.objects.filter(person=person).delete()[0] for model in models):
        return False
    end_sessions([person.pk])
    tell_factor("membership.second_factor_reset", person, by, at, {})
    address = person.email or (person.account.email if person.account else "")
    if address:
        said = {"name": person.called or person.name}
        with speaking_to(person):
            text = render_to_string("membership/mail/second_factor_reset.txt", said)
            send_on_commit(str(_("Your second factor was reset")), text, address)
    return True


def may_reset(person: Person, by: Actor) -> bool:
    """Whether the actor gives roles where the person has one, and may edit the person everywhere."""
    running = Q(ends__isnull=True)
    places = Assignment.objects.filter(running, person=person).values_list("ecosystem", flat=True)
    gives = any(by.may(ASSIGN_ROLES, place) for place in places)
    return gives and by.person_id != person.pk and reaches(by, person)


def tell_factor(
    kind: str, person: Person, by: Actor, at: datetime, said: dict[str, object]
) -> None:
    journal.record(
        kind,
        by=by, at=at, ecosystem=person.kept_by_id, subjects=[("people.person", person.uuid)],
        payload=said, even_closed=True,
    )  # fmt: skip
