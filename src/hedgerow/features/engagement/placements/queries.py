"""The board, a placement, its hours and what both said, as pages and the API show them."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from . import rules
from .models import HostAsk, HoursEntry, Placement, Step

Text = str | Promise
State = Placement.State


def board(actor: Actor, ecosystem: Ecosystem, today: date) -> QuerySet[Placement]:
    """Placements that the actor may see, with what the board asks of each."""
    lacking = Step.objects.filter(placement=OuterRef("pk"), state__in=rules.LACKING)
    late = lacking.filter(state=Step.State.OPEN, due__lt=today)
    rows = Placement.objects.visible_to(actor).filter(ecosystem=ecosystem)
    of = HoursEntry.objects.filter(placement=OuterRef("pk"), state="claimed")
    sure = HostAsk.objects.filter(placement=OuterRef("pk"), state=HostAsk.State.ACCEPTED)
    return rows.select_related("ecosystem", "kind", "learner", "host", "site").annotate(
        is_open=Exists(lacking),
        is_accepted=Exists(sure),
        is_late=Exists(late),
        has_claims=Exists(of),
        next_due=Min("steps__due", filter=Q(steps__state=Step.State.OPEN)),
        said=Count("evaluations", distinct=True),
    )


def stage_of(row: Placement, today: date) -> rules.Stage:
    """Where a row of ``board`` stands."""
    return rules.stage(
        row.state,
        open_steps=int(getattr(row, "is_open")),  # noqa: B009 - annotated
        evaluations=getattr(row, "said"),  # noqa: B009 - annotated
        until=row.evaluate_until,
        today=today,
        is_asked=not getattr(row, "is_accepted"),  # noqa: B009 - annotated
    )


def placement_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Placement:
    """One placement; raises NotFound."""
    rows = Placement.objects.visible_to(actor).filter(ecosystem=ecosystem)
    related = rows.select_related(
        "ecosystem", "kind", "learner", "host", "site", "supervisor", "activity", "offer"
    )
    found = related.filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def step_for(actor: Actor, placement: Placement, uuid: UUID) -> Step:
    rows = Step.objects.visible_to(actor).filter(placement=placement, uuid=uuid)
    found = rows.select_related("placement").first()
    if found is None:
        raise NotFound
    return found


def entry_for(actor: Actor, placement: Placement, uuid: UUID) -> HoursEntry:
    rows = HoursEntry.objects.visible_to(actor).filter(placement=placement, uuid=uuid)
    found = rows.select_related("placement").first()
    if found is None:
        raise NotFound
    return found
