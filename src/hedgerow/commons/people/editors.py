"""Whom an actor may change, and whose private facts an actor may read.

Whoever can change the address that somebody signs in with can sign in as them. So an address is
changed only by who may edit people everywhere that person has a role or answers for a child.
"""

from collections.abc import Collection
from dataclasses import replace

from django.utils import timezone

from hedgerow.commons.ecosystems.clock import is_over, perhaps_running
from hedgerow.foundation.permissions import OPEN, Actor

from .models import Guardian, Person
from .permissions import EDIT_PEOPLE

BATCH = 500
ZONE = "ecosystem__time_zone"
SPAN = ("assignments__ends", f"assignments__{ZONE}")


def may_edit(actor: Actor, person: Person) -> bool:
    """Where the person is kept, or at the one school of somebody who is a learner and no more."""
    if actor.may(EDIT_PEOPLE, person.kept_by_id):
        return True
    own_school = bool(actor.sites(EDIT_PEOPLE)) and bool(_roles(person))
    return own_school and reaches(actor, person)


def reaches(actor: Actor, person: Person) -> bool:
    """Whether nothing the person may do or see lies beyond what the actor may edit."""
    return all(
        actor.may(EDIT_PEOPLE, ecosystem)
        or (role == "learner" and actor.may_at(EDIT_PEOPLE, ecosystem, organisation))
        for ecosystem, organisation, role in _roles(person)
    ) and all(actor.may(EDIT_PEOPLE, ecosystem) for ecosystem in _of_wards([person.pk]))


def reaches_all(actor: Actor, ids: Collection[int]) -> bool:
    """The same of many persons (ids), as far as whole ecosystems go. Two queries a 500."""
    wanted, now = sorted(ids), timezone.now()
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        rows = Person.objects.filter(
            perhaps_running(now, "assignments__"), assignments__ecosystem__isnull=False, pk__in=part
        )
        held = rows.values_list("assignments__ecosystem_id", *SPAN).distinct()
        found = {place for place, ends, zone in held if not is_over(ends, zone, now)}
        if not all(actor.may(EDIT_PEOPLE, pk) for pk in found | _of_wards(part)):
            return False
    return True


def may_read_private(actor: Actor, person: Person) -> bool:
    """Birth date and addresses: for the person, a guardian, and who may edit the person, or could
    before the ecosystem was closed."""
    if actor.person_id is not None and (
        actor.person_id == person.pk
        or person.guardians.seeing().filter(guardian=actor.person_id, ends=None).exists()
    ):
        return True
    return may_edit(replace(actor, closed=OPEN), person)


def _roles(person: Person) -> list[tuple[int, int | None, str]]:
    """Ecosystem, organisation and role of what the person holds today or later."""
    now = timezone.now()
    held = person.assignments.filter(perhaps_running(now))
    told = held.values_list("ecosystem_id", "organisation_id", "role", "ends", ZONE)
    return [
        (place, at, role) for place, at, role, ends, zone in told if not is_over(ends, zone, now)
    ]


def _of_wards(ids: Collection[int]) -> set[int]:
    """Ecosystems in which one of the persons answers for a child."""
    ties = Guardian.objects.filter(guardian__in=ids, ends__isnull=True)
    return set(ties.values_list("ecosystem_id", flat=True).distinct())
