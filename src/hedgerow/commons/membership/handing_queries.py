"""An ecosystem that changes hands: what was asked of whom, and whom it waits for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import word
from hedgerow.commons.people.doors import Part, asked
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .models import Invitation

MOST = 100


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """One hand-over that is not answered: from whom to whom, until when, and the role then kept."""

    uuid: UUID
    ecosystem: str
    outgoing: str
    to: str
    stays_as: str
    message: str
    until: datetime


def offered_by(actor: Actor, ecosystem: Ecosystem, at: datetime) -> HandoverPage | None:
    """What the actor has asked there; None where nothing is open."""
    rows = Invitation.objects.open_at(at).filter(hands_over=True, ecosystem=ecosystem)
    return _page(rows.filter(invited_by=actor.person_id or 0).select_related(*NAMED).first())


def offered_to(actor: Actor, ecosystem: Ecosystem, at: datetime) -> Invitation | None:
    """What the actor is asked to take over there."""
    rows = Invitation.objects.open_at(at).filter(hands_over=True, ecosystem=ecosystem)
    return rows.filter(successor=actor.person_id or 0).select_related(*NAMED).first()


def page_of(row: Invitation) -> HandoverPage:
    """As both of them see it."""
    return HandoverPage(
        row.uuid, row.ecosystem.said("name"), row.invited_by.name if row.invited_by else "",
        row.successor.name if row.successor else row.email,
        word(row.ecosystem.vocabulary, row.stays_as) if row.stays_as else "",
        row.message, row.expires_at,
    )  # fmt: skip


def parts(actor: Actor) -> list[Part]:
    """Of "my week": ecosystems that the actor is asked to take over."""
    rows = Invitation.objects.filter(hands_over=True, successor=actor.person_id)
    return [Part(_to_take_over, [rows])]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _to_take_over(actor: Actor) -> list[Waiting]:
    rows = Invitation.objects.open_at(timezone.now()).filter(
        hands_over=True, successor=actor.person_id
    )
    return [
        Waiting(
            _("Take over %(name)s") % {"name": row.ecosystem.said("name")},
            reverse("handover", args=[row.ecosystem.slug]),
            row.ecosystem.where,
            _("%(name)s would like to hand it over to you")
            % {"name": row.invited_by.name if row.invited_by else ""},
            row.expires_at,
            zone=row.ecosystem.time_zone,
        )
        for row in rows.select_related(*NAMED).order_by("expires_at", "pk")
    ]


NAMED = ("ecosystem", "invited_by", "successor")


def _page(row: Invitation | None) -> HandoverPage | None:
    return page_of(row) if row else None
