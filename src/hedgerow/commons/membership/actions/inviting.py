"""People are invited by e-mail; an invitation is sent again or taken back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome, new_uuid

from ..errors import HandoverOfAnother, InvitationClosed
from ..models import Invitation
from ..permissions import INVITE
from .checks import require_no_more, seen
from .letters import hash_of, post_letters
from .offers import LASTS, Offer, check_addresses, keep_to_the_day
from .wards import check_wards


@transaction.atomic
def invite_people(
    ecosystem: Ecosystem,
    addresses: Sequence[str],
    offer: Offer,
    *,
    by: Actor,
    at: datetime,
    root: str = "",
) -> Outcome:
    """Invite each address to a role by a letter with a link of its own; journal once.

    ``root`` is the installation's address, to which the link is added; without it the letters
    wait for ``send_waiting``. Who has an open invitation to that very role gets a new letter,
    and the link of the old one ends.

    Raises NotFound to outsiders and for an organisation of elsewhere, NotPermitted, UnknownRole,
    OutOfReach, TooManyInvitations, or Invalid with each address that is wrong, or of who holds the role
    already and has signed in. Who holds it and never did gets the letter, and keeps it as it is.
    """
    seen(ecosystem, by)
    require(by, INVITE, within=ecosystem.pk)
    require_no_more(by, [offer.role], ecosystem)
    check_addresses(ecosystem, addresses, offer)
    check_wards(ecosystem, offer.role, offer.wards, by)
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)  # two who invite the same people
    there = _open(ecosystem, addresses, offer)
    keep_to_the_day(ecosystem, len(addresses), at)
    new = [
        new_invitation(ecosystem, email, offer, by, at) for email in addresses if email not in there
    ]
    for row in there.values():
        _ask_anew(row, offer, by, at)
    Invitation.objects.bulk_create(new)
    Invitation.objects.bulk_update(there.values(), RENEWED)
    if root:
        post_letters([*new, *there.values()], root)
    outcome = Outcome(len(new), len(there))
    said = {"role": offer.role, "new": outcome.new, "again": outcome.changed}
    note_invited("membership.people_invited", [*new, *there.values()], said, by, at)
    return outcome


@transaction.atomic
def send_again(invitation: Invitation, *, by: Actor, at: datetime, root: str) -> Invitation:
    """Send a new letter, which lasts anew; the link of the one before ends.

    From then on the actor is who invites: an invitation stands while its inviter may invite.

    Raises NotFound where unseen, InvitationClosed, HandoverOfAnother, TooManyInvitations or
    NotPermitted.
    """
    row = _locked(invitation, by)
    if row.hands_over and row.invited_by_id != by.person_id:
        raise HandoverOfAnother
    require_no_more(by, [row.role], row.ecosystem)
    keep_to_the_day(row.ecosystem, 1, at)
    row.invited_by_id = by.person_id
    _renew(row, at)
    row.save(update_fields=RENEWED)
    post_letters([row], root)
    note_invited("membership.invitation_sent_again", [row], {"role": row.role}, by, at)
    return row


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> Invitation:
    """Take an invitation back: its link ends, and no letter leaves any more.

    Raises NotFound where unseen, InvitationClosed or NotPermitted.
    """
    row = _locked(invitation, by)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    note_invited("membership.invitation_withdrawn", [row], {"role": row.role}, by, at)
    return row


RENEWED = (
    "language", "message", "invited_by", "secret_hash", "sending", "expires_at", "sent_at",
    "trouble", "wards",
)  # fmt: skip


def _open(ecosystem: Ecosystem, addresses: Sequence[str], offer: Offer) -> dict[str, Invitation]:
    """The open invitations of these addresses to that very role."""
    rows = Invitation.objects.select_for_update().filter(
        ecosystem=ecosystem, role=offer.role, organisation=offer.organisation,
        email__in=addresses, accepted_at=None, withdrawn_at=None, hands_over=False,
    )  # fmt: skip
    return {row.email: row for row in rows}


def new_invitation(
    ecosystem: Ecosystem, email: str, offer: Offer, by: Actor, at: datetime
) -> Invitation:
    """An invitation that is not saved yet, with the hash of its first letter's secret."""
    uuid = new_uuid()
    return Invitation(
        uuid=uuid, ecosystem=ecosystem, email=email, role=offer.role,
        organisation=offer.organisation, language=offer.language, message=offer.message,
        invited_by_id=by.person_id, secret_hash=hash_of(uuid, 1), created_at=at,
        expires_at=at + LASTS, wards=[str(one) for one in offer.wards],
    )  # fmt: skip


def _ask_anew(row: Invitation, offer: Offer, by: Actor, at: datetime) -> None:
    row.language, row.message, row.invited_by_id = offer.language, offer.message, by.person_id
    row.wards = [str(one) for one in offer.wards] or row.wards
    _renew(row, at)


def _renew(row: Invitation, at: datetime) -> None:
    row.sending += 1
    row.secret_hash = hash_of(row.uuid, row.sending)
    row.expires_at, row.sent_at, row.trouble = at + LASTS, None, ""


def _locked(invitation: Invitation, by: Actor) -> Invitation:
    rows = Invitation.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem").filter(pk=invitation.pk).first()
    if row is None:
        raise NotFound
    require(by, INVITE, within=row.ecosystem_id)
    if row.accepted_at or row.withdrawn_at:
        raise InvitationClosed
    return row


def note_invited(
    kind: str, rows: Sequence[Invitation], said: dict[str, object], by: Actor, at: datetime
) -> None:
    """Record it: addresses stay out of the journal, an invitation is named by its id."""
    if rows:
        about = [("membership.invitation", row.uuid) for row in rows]
        within = rows[0].ecosystem_id
        journal.record(kind, by=by, at=at, ecosystem=within, subjects=about, payload=said)
