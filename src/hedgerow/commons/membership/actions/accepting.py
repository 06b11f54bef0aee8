"""An invitation is accepted, once, by whoever holds its link."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound, Refused
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import new_uuid

from ..actors import actor_of
from ..errors import InvitationSpent
from ..models import Invitation
from ..permissions import INVITE
from ..proved import note_proved
from .checks import require_no_more
from .links import hashed
from .roles import assign_role
from .stepping_back import step_back
from .wards import tie_wards

MOST = 10


def invitation_of(secret: str, at: datetime) -> Invitation:
    """The open invitation of that link; raises InvitationSpent.

    It is spent as well once whoever invited may no longer invite to that role.
    """
    rows = Invitation.objects.open_at(at).filter(secret_hash=hashed(secret))
    found = rows.select_related("ecosystem", "organisation", "invited_by").first()
    if found is None or not still_meant(found, at):
        raise InvitationSpent
    return found


def who_may_accept(invitation: Invitation, by: Actor) -> list[Person]:
    """The person who is signed in, and those whom the invited address reaches.

    Holding the link proves the address, as a sign-in link does. Nobody takes over from oneself.
    """
    if invitation.successor_id is not None:
        return list(Person.objects.filter(pk=invitation.successor_id, erased_at=None))
    email = invitation.email
    named = Q(account__email__iexact=email, account__is_active=True) | Q(email__iexact=email)
    living = Person.objects.filter(erased_at=None)
    if invitation.hands_over:
        living = living.exclude(pk=invitation.invited_by_id or 0)
    signed_in = list(living.filter(pk=by.person_id or 0))
    others = living.filter(named).exclude(pk=by.person_id or 0).order_by("pk")
    return [*signed_in, *others[:MOST]]


@transaction.atomic
def accept_invitation(
    secret: str, person: Person | None, *, name: str = "", by: Actor, at: datetime
) -> Person:
    """Give the invited role to a person whom the link reaches, or to a new one; journal once.

    Raises InvitationSpent, or NotFound for a person whom the link does not reach.
    """
    invitation = invitation_of(secret, at)
    # whoever comes second, at the very same moment too, finds nothing to take
    mine = Invitation.objects.open_at(at).filter(pk=invitation.pk, sending=invitation.sending)
    if not mine.update(accepted_at=at):
        raise InvitationSpent
    if person is not None and person not in who_may_accept(invitation, by):
        raise NotFound
    if person is None:
        person = _newcomer(invitation, name, at)
    accept(invitation, person, by=by, at=at)
    note_proved(person, invitation.email, at)
    return person


def accept(invitation: Invitation, person: Person, *, by: Actor, at: datetime) -> None:
    """Give the invited role to that person, in the transaction of whoever checked the way in."""
    acting = _welcomed(invitation, person, by)
    assign_role(
        invitation.ecosystem, person, invitation.role,
        by=acting, at=at, organisation=invitation.organisation,
    )  # fmt: skip
    tie_wards(invitation, person, by=acting, at=at)
    rows = Invitation.objects.filter(pk=invitation.pk)
    rows.update(accepted_by=person, accepted_at=at)
    about = [("membership.invitation", invitation.uuid), ("people.person", person.uuid)]
    journal.record(
        "membership.invitation_accepted", by=acting, at=at, ecosystem=invitation.ecosystem_id,
        subjects=about, payload={"role": invitation.role},
    )  # fmt: skip
    if invitation.hands_over:
        step_back(invitation, person, by=acting, at=at)


def still_meant(invitation: Invitation, at: datetime) -> bool:
    """Whether whoever invited could do so today; what the server's steward sent stands."""
    if invitation.invited_by_id is None:
        return True
    inviter = actor_of(invitation.invited_by_id, via="page", at=at)
    try:
        require(inviter, INVITE, within=invitation.ecosystem_id)
        require_no_more(inviter, [invitation.role], invitation.ecosystem)
        if invitation.wards:
            require(inviter, EDIT_PEOPLE, within=invitation.ecosystem_id)
    except Refused:
        return False
    return True


def _newcomer(invitation: Invitation, name: str, at: datetime) -> Person:
    uuid = new_uuid()
    row = {"uuid": uuid, "name": name, "email": invitation.email, "language": invitation.language}
    save_people(invitation.ecosystem, [row], by=Actor.the_steward(via="page"), at=at)
    return Person.objects.get(uuid=uuid)


def _welcomed(invitation: Invitation, person: Person, by: Actor) -> Actor:
    """The person with what giving the role takes: who invited held it and decided so."""
    role = settings.HEDGEROW_ROLES["convener"]
    grants = {**by.grants, invitation.ecosystem_id: role.grants | role.site_grants}
    return replace(by, person_id=person.pk, via="page", grants=grants)
