"""Whoever handed an ecosystem over steps back, and all concerned are told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor

from ..errors import InvitationSpent
from ..models import Assignment, Invitation
from ..succession import running
from .roles import assign_role, end_assignments
from .told_letters import post_told
from .tongue import speaking_to


def step_back(row: Invitation, successor: Person, *, by: Actor, at: datetime) -> None:
    """End what whoever handed over convened, leave the role that was chosen, and tell both.

    ``by`` is the successor with what it takes. Part of accepting; raises InvitationSpent where
    that person convenes it no more.
    """
    held = convening(row.ecosystem, row.invited_by_id, at)
    outgoing = row.invited_by
    if outgoing is None or outgoing.pk == successor.pk or not held.exists():
        raise InvitationSpent
    if row.stays_as:
        assign_role(row.ecosystem, outgoing, row.stays_as, by=by, at=at)
    yesterday = day_in(row.ecosystem, at) - timedelta(days=1)
    ids = list(held.values_list("pk", flat=True))
    end_assignments(row.ecosystem, ids, yesterday, by=by, at=at)
    tell("membership.handed_over", row, [outgoing, successor], by, at)
    write_to(outgoing, row, "membership/mail/handed_over.txt", successor)
    write_to(successor, row, "membership/mail/taken_over.txt", outgoing)


def convening(ecosystem: Ecosystem, person: int | None, at: datetime) -> QuerySet[Assignment]:
    held = Assignment.objects.filter(running(ecosystem, at), ecosystem=ecosystem, role="convener")
    return held.filter(person=person or 0, organisation=None)


def write_to(to: Person | None, row: Invitation, template: str, other: Person) -> None:
    """A letter in the reader's language, where an address is known."""
    if to is None:
        return
    with speaking_to(to, *row.ecosystem.languages):
        said = {"ecosystem": row.ecosystem.said("name"), "stays": bool(row.stays_as)}
        subject = _("%(ecosystem)s changes hands") % said
        post_told(to, " ".join(subject.split()), template, said, other=other)


def tell(
    kind: str, row: Invitation, people: Sequence[Person | None], by: Actor, at: datetime
) -> None:
    about = [("membership.invitation", row.uuid)]
    about += [("people.person", one.uuid) for one in people if one is not None]
    journal.record(
        kind,
        by=by, at=at, ecosystem=row.ecosystem_id, subjects=about,
        payload={"stays_as": row.stays_as},
    )  # fmt: skip
