"""A convener hands an ecosystem over: somebody is asked, agrees or not, and both are told."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.email import is_email
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import new_uuid

from ..errors import HandingOver, InvitationSpent, NotConvening
from ..models import Invitation
from ..permissions import HAND_OVER
from ..succession import kept_roles, successors
from .accepting import accept, still_meant
from .checks import seen
from .letters import hash_of, post_letters
from .offers import LASTS, keep_to_the_day
from .stepping_back import convening, tell, write_to


@dataclass(frozen=True, slots=True)
class Succession:
    """Who is to take over, by name or by address, and which role is kept then ("" for none)."""

    successor: Person | None = None
    email: str = ""
    stays_as: str = ""
    language: str = ""
    message: str = ""


@transaction.atomic
def hand_over(
    ecosystem: Ecosystem, to: Succession, *, by: Actor, at: datetime, root: str = ""
) -> Invitation:
    """Ask somebody to take the ecosystem over; until they agree nothing changes. Lasts 14 days.

    ``root`` is the installation's address, for the letter's link; who has no address finds the
    question in their week.

    Raises NotFound to outsiders and for who cannot take over, NotPermitted, NotConvening,
    HandingOver, TooManyInvitations, or Invalid.
    """
    email = mean_to_hand_over(ecosystem, to, by=by, at=at)
    _asked(ecosystem, by).update(withdrawn_at=at)  # what lapsed
    uuid = new_uuid()
    row = Invitation.objects.create(
        uuid=uuid, ecosystem=ecosystem, email=email, role="convener", language=to.language,
        message=to.message, invited_by_id=by.person_id, secret_hash=hash_of(uuid, 1),
        created_at=at, expires_at=at + LASTS, hands_over=True, successor=to.successor,
        stays_as=to.stays_as,
    )  # fmt: skip
    if root and email:
        post_letters([row], root)
    tell("membership.handover_offered", row, [to.successor], by, at)
    return row


@transaction.atomic
def mean_to_hand_over(ecosystem: Ecosystem, to: Succession, *, by: Actor, at: datetime) -> str:
    """The address to write to, of somebody whom the actor may ask to take the ecosystem over.

    Nothing is written. Raises what handing over raises.
    """
    seen(ecosystem, by)
    require(by, HAND_OVER, within=ecosystem.pk)
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
    if not convening(ecosystem, by.person_id, at).exists():
        raise NotConvening
    email = _checked(ecosystem, to, by)
    still = _asked(ecosystem, by).filter(expires_at__gt=at).select_related("successor").first()
    if still is not None:
        raise HandingOver(name=still.successor.name if still.successor else still.email)
    keep_to_the_day(ecosystem, 1, at)
    return email


@transaction.atomic
def answer_handover(invitation: Invitation, agrees: bool, *, by: Actor, at: datetime) -> None:
    """Take the ecosystem over, or decline to; whoever handed it over is told.

    Raises NotFound for everybody but who was asked, or InvitationSpent.
    """
    rows = Invitation.objects.open_at(at).filter(pk=invitation.pk, hands_over=True)
    row = rows.select_for_update(of=("self",)).select_related("ecosystem", "successor").first()
    if by.person_id is None or invitation.successor_id != by.person_id:
        raise NotFound
    if row is None or row.successor is None or not still_meant(row, at):
        raise InvitationSpent
    if agrees:
        accept(row, row.successor, by=by, at=at)
        return
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    tell("membership.handover_declined", row, [row.successor], by, at)
    write_to(row.invited_by, row, "membership/mail/handover_declined.txt", row.successor)


def _checked(ecosystem: Ecosystem, to: Succession, by: Actor) -> str:
    """The address to write to; raises NotFound or Invalid for what is wrong with the wish."""
    if to.stays_as and to.stays_as not in kept_roles():
        raise Invalid({"stays_as": [_("This role cannot be kept.")]})
    if to.successor is not None:
        if not successors(ecosystem, by).filter(pk=to.successor.pk).exists():
            raise NotFound
        account = to.successor.account
        return (to.successor.email or (account.email if account else "") or "").lower()
    email = to.email.strip().lower()
    if not email:
        raise Invalid({"email": [_("Choose somebody, or enter an address.")]})
    if not is_email(email):
        raise Invalid({"email": [_("“%(text)s” is no e-mail address.") % {"text": email[:80]}]})
    own = Q(email__iexact=email) | Q(account__email__iexact=email)
    if Person.objects.filter(own, pk=by.person_id or 0).exists():
        raise Invalid({"email": [_("This is your own address.")]})
    return email


def _asked(ecosystem: Ecosystem, by: Actor) -> QuerySet[Invitation]:
    """What the actor asked there and nobody answered, lapsed or not."""
    return Invitation.objects.filter(
        ecosystem=ecosystem, invited_by=by.person_id, hands_over=True,
        accepted_at=None, withdrawn_at=None,
    )  # fmt: skip
