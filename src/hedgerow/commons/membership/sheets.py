"""Invitations, consents of a group and memberships as files."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from hedgerow.foundation.ui.files import Sheet

from .group_consents import GroupConsents
from .inviting_queries import InvitationsPage


class Stretch(Protocol):
    """A stretch of membership, as its page shows it."""

    @property
    def tier(self) -> str: ...
    @property
    def partner(self) -> bool: ...
    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date | None: ...


def invitations(page: InvitationsPage) -> Sheet:
    """Everyone who is invited, with how it stands."""
    states = {
        "open": _("Open"),
        "lapsed": _("Lapsed"),
        "accepted": _("Accepted"),
        "withdrawn": _("taken back"),
    }
    return Sheet(
        "invitations",
        (
            _("Address"),
            _("Role"),
            _("Organisation"),
            _("Invited by"),
            _("State"),
            _("Sent on"),
            _("Open until"),
            _("Accepted on"),
        ),
        lambda: (
            (
                one.email,
                one.role,
                one.organisation,
                one.invited_by,
                states[one.state],
                one.sent_at,
                one.expires_at,
                one.accepted_at,
            )
            for one in (*page.open, *page.expired, *page.accepted, *page.withdrawn)
        ),
    )


def consents(page: GroupConsents) -> Sheet:
    """A group's learners, a column a purpose, and the day of each answer."""
    days = [_("%(purpose)s, on") % {"purpose": one.title} for one in page.columns]
    titles = [
        text for one in zip((c.title for c in page.columns), days, strict=True) for text in one
    ]
    return Sheet(
        "consents",
        (_("Learner"), *titles),
        lambda: (
            (
                line.name,
                *(
                    value
                    for cell in line.cells
                    for value in (cell.label or _("no answer"), cell.at)
                ),
            )
            for line in page.lines
        ),
    )


def memberships(spells: Iterable[Stretch]) -> Sheet:
    """The stretches in which an organisation was a member."""
    return Sheet(
        "membership",
        (_("Tier"), _("From"), _("To"), _("Partner")),
        lambda: (
            (one.tier, one.starts, one.ends, _("yes") if one.partner else _("no")) for one in spells
        ),
    )
