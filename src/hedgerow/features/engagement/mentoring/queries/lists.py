"""Offers, wishes, pairs and checks as lists."""

from typing import Final

from django.db.models import Case, CharField, Count, F, IntegerField, Q, QuerySet, Value, When

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor

from ..models import Check, Need, Offer, Pairing, Proposal
from ..models.offers import OPEN_STATES
from .pool import required_checks

TURN: Final = Case(
    *(When(state=state, then=n) for n, state in enumerate(Need.State.values)),
    output_field=IntegerField(),
)


def offers(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Offer]:
    """Offers the actor sees, each with how many places are ``taken`` and ``free``."""
    rows = Offer.objects.visible_to(actor).filter(ecosystem=ecosystem, person__erased_at=None)
    taken = Count("pairings", filter=Q(pairings__state__in=OPEN_STATES))
    counted = rows.annotate(taken=taken).annotate(free=F("places") - F("taken"))
    return counted.select_related("person", "site", "ecosystem").prefetch_related("items")


def needs(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Need]:
    """Wishes the actor sees, each with its ``turn``: who waits comes before who is paired."""
    rows = Need.objects.visible_to(actor).filter(ecosystem=ecosystem, person__erased_at=None)
    rows = rows.annotate(turn=TURN)
    return rows.select_related("person", "site", "ecosystem").prefetch_related("items")


def pairs(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Pairing]:
    """Pairs the actor sees."""
    rows = Pairing.objects.visible_to(actor).filter(ecosystem=ecosystem)
    return rows.select_related("offer__person", "need__person", "need__site", "ecosystem")


def checks(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Check]:
    """Checks the actor sees, those withdrawn too; each with its ``title``."""
    rows = Check.objects.visible_to(actor).filter(ecosystem=ecosystem, person__erased_at=None)
    known = [When(kind=key, then=Value(title)) for key, title in required_checks(ecosystem)]
    titled = rows.annotate(title=Case(*known, default=F("kind"), output_field=CharField()))
    return titled.select_related("person", "ecosystem")


def proposals(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Proposal]:
    """Proposals the actor sees, the newest first."""
    rows = Proposal.objects.visible_to(actor).filter(ecosystem=ecosystem)
    return rows.select_related("ecosystem", "site", "made_by").order_by("-made_at", "-pk")
