"""Rows of rounds of choice, found for an actor."""

from uuid import UUID

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Criterion, Draw, Offer, Outcome, Round, Run, WishList
from .choosers import missing
from .enrolled import is_enrolled


def rounds_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Round]:
    """The ecosystem's rounds as far as the actor sees them."""
    rows = Round.objects.visible_to(actor).filter(ecosystem=ecosystem)
    return rows.select_related("ecosystem")


def round_row(actor: Actor, slug: str, uuid: UUID) -> Round:
    """One round; raises NotFound."""
    return _one(actor, slug, uuid=uuid)


def round_called(actor: Actor, slug: str, key: str) -> Round:
    """One round by its short name; raises NotFound."""
    return _one(actor, slug, key=key)


def _one(actor: Actor, slug: str, **named: object) -> Round:
    rows = Round.objects.visible_to(actor).filter(ecosystem__slug=slug, **named)
    found = rows.select_related("ecosystem", "group", "site").first()
    if found is None:
        raise NotFound
    return found


def offer_row(row: Round, uuid: UUID) -> Offer:
    """An offer of the round; raises NotFound."""
    found = Offer.objects.filter(round=row, uuid=uuid).select_related("round__ecosystem").first()
    if found is None:
        raise NotFound
    return found


def criterion_row(row: Round, uuid: UUID) -> Criterion:
    """A rule or reserve of the round; raises NotFound."""
    rows = Criterion.objects.filter(round=row, uuid=uuid)
    found = rows.select_related("round__ecosystem", "offer").first()
    if found is None:
        raise NotFound
    return found


def outcomes(actor: Actor, row: Round) -> QuerySet[Outcome]:
    """Who got what, for who runs the round, and whether they are enrolled; nobody from whom they are
    barred."""
    seen = Outcome.objects.filter(not_barred(actor, "person"), round=row)
    rows = seen.annotate(is_enrolled=is_enrolled())
    return rows.select_related("person", "offer", "reserve")


def missing_people(actor: Actor, row: Round) -> QuerySet[Person]:
    """Who has not chosen yet, for who runs the round; nobody from whom they are barred."""
    return missing(row).filter(not_barred(actor, "pk"))


def tickets(row: Round) -> QuerySet[WishList]:
    """The tickets in the order in which they were drawn; none before the seed is shown."""
    rows = WishList.objects.filter(round=row, lot__isnull=False)
    shown = Draw.objects.filter(round=row, revealed_at__isnull=False).exists()
    return rows.order_by("lot") if shown else rows.none()


def latest_run(row: Round) -> Run | None:
    return Run.objects.filter(round=row).order_by("-number").first()
