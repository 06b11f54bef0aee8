"""Invitations as those who invite see them, and as those who are invited do."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import word
from hedgerow.foundation.permissions import Actor

from .models import Invitation

MOST = 200


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One invitation: to whom, to what, and how it stands.

    ``state`` is ``open``, ``lapsed``, ``accepted`` or ``withdrawn``.
    """

    uuid: UUID
    email: str
    role: str
    organisation: str
    invited_by: str
    sent_at: datetime | None
    expires_at: datetime
    accepted_at: datetime | None
    accepted_by: str
    withdrawn_at: datetime | None
    trouble: str | Promise
    state: str
    hands_over: bool
    successor: str


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """Open ones, oldest end first; those that lapsed, were accepted, and were taken back."""

    open: tuple[InvitationLine, ...]
    accepted: tuple[InvitationLine, ...]
    expired: tuple[InvitationLine, ...]
    withdrawn: tuple[InvitationLine, ...]


TROUBLES: dict[str, Promise] = {
    "refused": _("The mail server says that this address does not exist."),
    "given_up": _("No mail server took the letter for two days."),
}


def invitations_page(actor: Actor, ecosystem: Ecosystem, at: datetime) -> InvitationsPage:
    """The invitations of an ecosystem, at most 200 of each kind. Four queries."""
    rows = Invitation.objects.visible_to(actor).filter(ecosystem=ecosystem)
    rows = rows.select_related("organisation", "invited_by", "accepted_by", "successor")
    left = rows.filter(accepted_at=None, withdrawn_at=None)
    over = rows.exclude(withdrawn_at=None).order_by("-withdrawn_at", "-pk")
    return InvitationsPage(
        open=_lines(ecosystem, left.filter(expires_at__gt=at).order_by("expires_at", "pk"), at),
        accepted=_lines(
            ecosystem, rows.exclude(accepted_at=None).order_by("-accepted_at", "-pk"), at
        ),
        expired=_lines(
            ecosystem, left.filter(expires_at__lte=at).order_by("-expires_at", "-pk"), at
        ),
        withdrawn=_lines(ecosystem, over, at),
    )


def _lines(
    ecosystem: Ecosystem, rows: QuerySet[Invitation], at: datetime
) -> tuple[InvitationLine, ...]:
    return tuple(
        InvitationLine(
            uuid=row.uuid,
            email=row.email,
            role=word(ecosystem.vocabulary, row.role),
            organisation=row.organisation.name if row.organisation else "",
            invited_by=row.invited_by.name if row.invited_by else "",
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            accepted_at=row.accepted_at,
            accepted_by=row.accepted_by.name if row.accepted_by else "",
            withdrawn_at=row.withdrawn_at,
            trouble=TROUBLES.get(row.trouble, ""),
            state=_state(row, at),
            hands_over=row.hands_over,
            successor=row.successor.name if row.successor else "",
        )
        for row in rows[:MOST]
    )


def _state(row: Invitation, at: datetime) -> str:
    if row.accepted_at:
        return "accepted"
    if row.withdrawn_at:
        return "withdrawn"
    return "open" if row.expires_at > at else "lapsed"
