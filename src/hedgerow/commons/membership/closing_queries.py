"""What closing an ecosystem would do, in numbers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import Branch, tree_of
from hedgerow.foundation.permissions import Actor

from .models import Assignment, Invitation, SignInCard


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """Who and what is concerned, and until when it could be opened again."""

    name: str
    closed_on: date | None
    kept_until: date
    may_reopen: bool
    people: int
    invitations: int
    cards: int
    parts: tuple[Branch, ...]


def closing_page(actor: Actor, ecosystem: Ecosystem, at: datetime) -> ClosingPage:
    """Four queries; of the parts those that the reader sees."""
    day = day_in(ecosystem, at)
    until = ecosystem.kept_until or day + timedelta(days=settings.HEDGEROW_CLOSED_DAYS)
    running = Q(ends__isnull=True) | Q(ends__gte=day)
    roles = Assignment.objects.filter(running, ecosystem=ecosystem)
    waiting = Invitation.objects.filter(ecosystem=ecosystem, accepted_at=None, withdrawn_at=None)
    cards = SignInCard.objects.filter(ecosystem=ecosystem, revoked_at=None)
    return ClosingPage(
        name=ecosystem.said("name"),
        closed_on=ecosystem.closed_on,
        kept_until=until,
        may_reopen=ecosystem.closed_on is not None and (actor.steward or day <= until),
        people=roles.order_by().values("person").distinct().count(),
        invitations=waiting.filter(expires_at__gt=at).count(),
        cards=cards.count(),
        parts=tree_of(actor, ecosystem).parts,
    )
