"""To what people are invited, and what is asked of the addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import wrong_languages
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.email import is_email
from hedgerow.foundation.errors import Invalid

from ..errors import TooManyInvitations
from ..models import Invitation
from ..newcomers import holders
from ..role_words import needs_site
from .checks import organisations_of

LASTS = timedelta(days=14)
DAY = timedelta(days=1)
AT_ONCE, A_DAY = 100, 500


@dataclass(frozen=True, slots=True)
class Offer:
    """To what people are invited, in which language, with which personal line.

    ``wards`` are public ids of the learners whose guardians they are.
    """

    role: str
    organisation: Organisation | None = None
    language: str = ""
    message: str = ""
    wards: Sequence[UUID] = ()


def check_addresses(ecosystem: Ecosystem, addresses: Sequence[str], offer: Offer) -> None:
    """Raise Invalid for what is wrong with the addresses or the place, each with its reason."""
    faults: dict[str, list[str]] = {}
    if needs_site(offer.role) and offer.organisation is None:
        faults["organisation"] = [_("This role is held for one organisation. Choose which.")]
    if offer.organisation is not None:
        organisations_of(ecosystem, [offer.organisation.pk])
    if wrong := _wrong(ecosystem, addresses, offer):
        faults["addresses"] = wrong
    faults |= wrong_languages([offer.language])
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
    held = holders(ecosystem, offer.role, offer.organisation, addresses)
    return [
        _("%(address)s has this role already, and has signed in.") % {"address": one}
        for one in addresses
        if held.get(one) is False
    ]


def _is_address(text: str) -> bool:
    return is_email(text) and text == text.lower()


def keep_to_the_day(ecosystem: Ecosystem, more: int, at: datetime) -> None:
    """Raise TooManyInvitations rather than let an ecosystem write to half the world."""
    if more > left_today(ecosystem, at):
        raise TooManyInvitations(most=A_DAY)


def left_today(ecosystem: Ecosystem, at: datetime) -> int:
    """How many letters the ecosystem may still send within a day of that moment."""
    lately = Invitation.objects.filter(ecosystem=ecosystem, expires_at__gt=at - DAY + LASTS)
    return max(A_DAY - lately.count(), 0)
