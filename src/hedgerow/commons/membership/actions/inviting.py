"""People are invited by e-mail; an invitation is sent again or taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation import jobs, journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome, new_uuid

from ..errors import InvitationClosed, TooManyInvitations
from ..models import Assignment, Invitation
from ..permissions import INVITE
from ..role_words import needs_site
from .checks import organisations_of, require_no_more, seen
from .letters import LETTER, hash_of

LASTS = timedelta(days=14)
DAY = timedelta(days=1)
AT_ONCE, A_DAY = 100, 500
LETTER_TRIES = 110  # the pause grows to half an hour: two days in all


@dataclass(frozen=True, slots=True)
class Offer:
    """To what people are invited, in which language, with which personal line."""

    role: str
    organisation: Organisation | None = None
    language: str = ""
    message: str = ""


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
    TooManyInvitations, or Invalid with each address that is wrong or holds the role already.
    """
    seen(ecosystem, by)
    require(by, INVITE, within=ecosystem.pk)
    require_no_more(by, [offer.role], ecosystem)
    _check(ecosystem, addresses, offer)
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)  # two who invite the same people
    there = _open(ecosystem, addresses, offer)
    _keep_to_the_day(ecosystem, len(addresses), at)
    new = [_new(ecosystem, email, offer, by, at) for email in addresses if email not in there]
    for row in there.values():
        row.language, row.message, row.invited_by_id = offer.language, offer.message, by.person_id
        _renew(row, at)
    Invitation.objects.bulk_create(new)
    Invitation.objects.bulk_update(there.values(), RENEWED)
    if root:
        _post([*new, *there.values()], root)
    outcome = Outcome(len(new), len(there))
    said = {"role": offer.role, "new": outcome.new, "again": outcome.changed}
    _tell("membership.people_invited", [*new, *there.values()], said, by, at)
    return outcome


@transaction.atomic
def send_again(invitation: Invitation, *, by: Actor, at: datetime, root: str) -> Invitation:
    """Send a new letter, which lasts anew; the link of the one before ends.

    Raises NotFound where unseen, InvitationClosed, TooManyInvitations or NotPermitted.
    """
    row = _locked(invitation, by)
    require_no_more(by, [row.role], row.ecosystem)
    _keep_to_the_day(row.ecosystem, 1, at)
    _renew(row, at)
    row.save(update_fields=RENEWED)
    _post([row], root)
    _tell("membership.invitation_sent_again", [row], {"role": row.role}, by, at)
    return row


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> Invitation:
    """Take an invitation back: its link ends, and no letter leaves any more.

    Raises NotFound where unseen, InvitationClosed or NotPermitted.
    """
    row = _locked(invitation, by)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _tell("membership.invitation_withdrawn", [row], {"role": row.role}, by, at)
    return row


def send_waiting(ecosystem: Ecosystem, *, root: str) -> int:
    """Post the letters that waited for the ecosystem to be complete; return how many."""
    waiting = Invitation.objects.filter(ecosystem=ecosystem, sent_at=None)
    rows = list(waiting.filter(accepted_at=None, withdrawn_at=None))
    _post(rows, root)
    return len(rows)


RENEWED = (
    "language", "message", "invited_by", "secret_hash", "sending", "expires_at", "sent_at",
    "trouble",
)  # fmt: skip


def _open(ecosystem: Ecosystem, addresses: Sequence[str], offer: Offer) -> dict[str, Invitation]:
    """The open invitations of these addresses to that very role."""
    rows = Invitation.objects.select_for_update().filter(
        ecosystem=ecosystem, role=offer.role, organisation=offer.organisation,
        email__in=addresses, accepted_at=None, withdrawn_at=None,
    )  # fmt: skip
    return {row.email: row for row in rows}


def _check(ecosystem: Ecosystem, addresses: Sequence[str], offer: Offer) -> None:
    """Raise Invalid for what is wrong with the addresses or the place, each with its reason."""
    faults: dict[str, list[str]] = {}
    if needs_site(offer.role) and offer.organisation is None:
        faults["organisation"] = [_("This role is held for one organisation. Choose which.")]
    if offer.organisation is not None:
        organisations_of(ecosystem, [offer.organisation.pk])
    if wrong := _wrong(ecosystem, addresses, offer):
        faults["addresses"] = wrong
    if faults:
        raise Invalid(faults)


def _wrong(ecosystem: Ecosystem, addresses: Sequence[str], offer: Offer) -> list[str]:
    if not addresses:
        return [_("Enter at least one address.")]
    if len(addresses) > AT_ONCE:
        return [_("At most %(most)s addresses at once.") % {"most": AT_ONCE}]
    wrong = [one for one in addresses if not _is_address(one)]
    if wrong:
        return [_("“%(text)s” is no e-mail address.") % {"text": one[:80]} for one in wrong]
    held = Assignment.objects.filter(
        ecosystem=ecosystem, role=offer.role, organisation=offer.organisation, ends=None
    ).values_list("person__email", "person__account__email")
    here = {address.lower() for row in held for address in row if address}
    return [
        _("%(address)s has this role already.") % {"address": one}
        for one in addresses
        if one in here
    ]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return text == text.lower()


def _keep_to_the_day(ecosystem: Ecosystem, more: int, at: datetime) -> None:
    """Raise TooManyInvitations rather than let an ecosystem write to half the world."""
    lately = Invitation.objects.filter(ecosystem=ecosystem, expires_at__gt=at - DAY + LASTS)
    if lately.count() + more > A_DAY:
        raise TooManyInvitations(most=A_DAY)


def _new(ecosystem: Ecosystem, email: str, offer: Offer, by: Actor, at: datetime) -> Invitation:
    uuid = new_uuid()
    return Invitation(
        uuid=uuid, ecosystem=ecosystem, email=email, role=offer.role,
        organisation=offer.organisation, language=offer.language, message=offer.message,
        invited_by_id=by.person_id, secret_hash=hash_of(uuid, 1), created_at=at,
        expires_at=at + LASTS,
    )  # fmt: skip


def _renew(row: Invitation, at: datetime) -> None:
    row.sending += 1
    row.secret_hash = hash_of(row.uuid, row.sending)
    row.expires_at, row.sent_at, row.trouble = at + LASTS, None, ""


def _post(rows: Iterable[Invitation], root: str) -> None:
    """Ask for a letter each: a mail server that fails now is asked again later."""
    for row in rows:
        args = {"invitation": row.pk, "sending": row.sending, "root": root}
        jobs.enqueue(
            LETTER, args, ecosystem=row.ecosystem_id, slot=f"{row.uuid}:{row.sending}",
            max_attempts=LETTER_TRIES,
        )  # fmt: skip


def _locked(invitation: Invitation, by: Actor) -> Invitation:
    rows = Invitation.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem").filter(pk=invitation.pk).first()
    if row is None:
        raise NotFound
    require(by, INVITE, within=row.ecosystem_id)
    if row.accepted_at or row.withdrawn_at:
        raise InvitationClosed
    return row


def _tell(
    kind: str, rows: Sequence[Invitation], said: dict[str, object], by: Actor, at: datetime
) -> None:
    """Addresses stay out of the journal: an invitation is named by its id."""
    if rows:
        about = [("membership.invitation", row.uuid) for row in rows]
        within = rows[0].ecosystem_id
        journal.record(kind, by=by, at=at, ecosystem=within, subjects=about, payload=said)
