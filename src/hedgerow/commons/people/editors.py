"""Whom an actor may change, and whose private facts an actor may read.

Whoever can change the address that somebody signs in with can sign in as them. So an address is
changed only by who may edit people everywhere that person has a role or answers for a child.
"""

from hedgerow.foundation.permissions import Actor

from .models import Person
from .permissions import EDIT_PEOPLE


def may_edit(actor: Actor, person: Person) -> bool:
    """Where the person is kept, or at the one school of somebody who is a learner and no more."""
    if actor.may(EDIT_PEOPLE, person.kept_by_id):
        return True
    own_school = bool(actor.sites_with(EDIT_PEOPLE)) and bool(_open_roles(person))
    return own_school and reaches(actor, person)


def reaches(actor: Actor, person: Person) -> bool:
    """Whether nothing the person may do or see lies beyond what the actor may edit."""
    return all(
        actor.may(EDIT_PEOPLE, ecosystem)
        or (role == "learner" and actor.may_at(EDIT_PEOPLE, organisation))
        for ecosystem, organisation, role in _open_roles(person)
    ) and all(
        actor.may(EDIT_PEOPLE, ecosystem)
        for ecosystem in person.wards.filter(ends=None).values_list("ecosystem_id", flat=True)
    )


def may_read_private(actor: Actor, person: Person) -> bool:
    """Birth date and addresses: for the person, a guardian, and who may edit the person."""
    if actor.person_id is not None and (
        actor.person_id == person.pk
        or person.guardians.filter(guardian=actor.person_id, barred=False, ends=None).exists()
    ):
        return True
    return may_edit(actor, person)


def _open_roles(person: Person) -> list[tuple[int, int | None, str]]:
    held = person.assignments.filter(ends=None)
    return list(held.values_list("ecosystem_id", "organisation_id", "role"))
