"""Who has a role and has never signed in gets a letter with a link; the role stays as it is."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from ..errors import NoLetter, TooManyInvitations
from ..models import Assignment, Invitation
from ..newcomers import FAMILY, never_signed_in, tongue, untold_families
from ..permissions import INVITE
from .checks import persons_of, require_no_more, seen
from .inviting import invite_people, new_invitation, note_invited
from .letters import post_letters
from .offers import A_DAY, Offer, left_today


def tell_person(
    ecosystem: Ecosystem, person: Person, *, by: Actor, at: datetime, root: str
) -> Outcome:
    """Send somebody who has a role here and never signed in a letter with a link.

    It is an invitation to a role they hold, in their language. Raises NotFound to outsiders and
    for persons of elsewhere, NotPermitted, TooManyInvitations, or NoLetter.
    """
    seen(ecosystem, by)
    require(by, INVITE, within=ecosystem.pk)
    persons_of(ecosystem, [person.pk], by)
    held = Assignment.objects.filter(ecosystem=ecosystem, person=person, ends=None)
    role = held.select_related("organisation").order_by("-starts", "-pk").first()
    new = never_signed_in(Person.objects.filter(pk=person.pk)).exists()
    if role is None or not new or not person.email:
        raise NoLetter(name=person.name)
    offer = Offer(role.role, role.organisation, tongue(person, ecosystem))
    return invite_people(ecosystem, [person.email.lower()], offer, by=by, at=at, root=root)


@transaction.atomic
def tell_families(ecosystem: Ecosystem, *, by: Actor, at: datetime, root: str) -> Outcome:
    """Send each guardian with an address who never signed in a letter with a link, once.

    ``new`` counts the letters, ``unchanged`` those for whom the day has no more. Two who share an
    address get one. Raises NotFound to outsiders, NotPermitted or TooManyInvitations.
    """
    seen(ecosystem, by)
    require(by, INVITE, within=ecosystem.pk)
    require_no_more(by, [FAMILY], ecosystem)
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)  # two who press it at once
    people = {row.email.lower(): row for row in untold_families(ecosystem).order_by("-pk")}
    rows = list(people.items())[: left_today(ecosystem, at)]
    if people and not rows:
        raise TooManyInvitations(most=A_DAY)
    family = Offer(FAMILY)
    new = [
        new_invitation(
            ecosystem, email, replace(family, language=tongue(one, ecosystem)), by, at
        )
        for email, one in rows
    ]  # fmt: skip
    Invitation.objects.bulk_create(new)
    post_letters(new, root)
    said = {"role": FAMILY, "new": len(new), "again": 0}
    note_invited("membership.people_invited", new, said, by, at)
    return Outcome(len(new), 0, len(people) - len(new))


def may_tell_families(by: Actor, ecosystem: Ecosystem) -> bool:
    """Whether the actor could, for a page that offers it."""
    try:
        require_no_more(by, [FAMILY], ecosystem)
    except NotPermitted:
        return False
    return by.may(INVITE, ecosystem.pk)
