"""What waits for somebody about placements: steps, requests, hours, evaluations."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in, moment_of
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from . import rules
from .guardians import nobody, waits_for_guardian, without_guardian
from .models import Evaluation, HoursEntry, Placement, Step
from .parts import parts_among

SHOWN = 60
ARRANGING = frozenset[rules.Part]({"school", "convener"})
State = Placement.State


def waiting_for(actor: Actor) -> list[Waiting]:
    """What the actor can act on in placements that are not over; overdue steps first."""
    if actor.person_id is None:
        return []
    now = timezone.now()
    said = Evaluation.objects.filter(placement=OuterRef("pk"))
    claims = HoursEntry.objects.filter(placement=OuterRef("pk"), state="claimed")
    done = Q(state__in=(State.ENDED, State.STOPPED))
    rows = Placement.objects.visible_to(actor).filter(
        Q(state__in=(State.REQUESTED, State.PREPARING, State.RUNNING)) | done, not_closed()
    ).annotate(
        claims=Exists(claims),
        by_learner=Exists(said.filter(side="learner")),
        by_host=Exists(said.filter(side="host")),
    )  # fmt: skip
    busy = rows.exclude(done & ~Q(claims=True) & Q(by_learner=True) & Q(by_host=True))
    parts = parts_among(actor, _first(busy))
    arranged = [
        row for row, own in parts.items() if ARRANGING & own and row.state == State.PREPARING
    ]
    lone = without_guardian(arranged)
    found = [one for row, own in parts.items() for one in _of(row, own, now, row.pk in lone)]
    return sorted(found, key=lambda one: (one.due is None, one.due or now))[:SHOWN]


def _first(rows: QuerySet[Placement]) -> list[Placement]:
    related = rows.select_related("ecosystem", "kind", "learner", "host").order_by("starts", "pk")
    return list(related.prefetch_related("steps")[:SHOWN])


def _of(
    row: Placement, parts: frozenset[rules.Part], now: datetime, lone: bool
) -> Iterator[Waiting]:
    today = day_in(row.ecosystem, now)
    arranges = bool(ARRANGING & parts)
    if row.state == State.REQUESTED and arranges:
        yield _waiting(row, _("Find a host, or decline"), None)
    if row.state == State.PREPARING:
        yield from _steps(row, parts, today, lone)
        if arranges and not any(step.state == "open" for step in row.steps.all()):
            yield _waiting(row, _("Everything is there: let it begin"), row.starts)
    if row.state == State.RUNNING and arranges and row.ends and row.ends < today:
        yield _waiting(row, _("Its last day has passed: end it"), row.ends)
    if getattr(row, "claims") and "host" in parts:  # noqa: B009 - annotated
        yield _waiting(row, _("Confirm the hours"), None)
    yield from _evaluations(row, parts, today)


def _steps(
    row: Placement, parts: frozenset[rules.Part], today: date, lone: bool
) -> Iterator[Waiting]:
    """One's own steps, and a guardian's where none is known; others' overdue ones in one line."""
    late: list[Step] = []
    for step in row.steps.all():
        if step.state != Step.State.OPEN or not rules.may_act(step.who, parts):
            continue
        if lone and waits_for_guardian(step):
            yield _waiting(row, f"{step.shown}: {nobody(step)}", step.due)
        elif step.who in parts:
            yield _waiting(row, _("Next: %(title)s") % {"title": step.shown}, step.due)
        elif step.due < today:
            late.append(step)
    if late:
        said = (f"{step.shown} ({step.get_who_display()})" for step in late)
        why = _("Overdue, see to it: %(steps)s") % {"steps": ", ".join(said)}
        yield _waiting(row, why, min(step.due for step in late))


def _evaluations(row: Placement, parts: frozenset[rules.Part], today: date) -> Iterator[Waiting]:
    over = row.state in (State.ENDED, State.STOPPED)
    late = row.evaluate_until is not None and row.evaluate_until < today
    for side in ("learner", "host"):
        if over and not late and side in parts and not getattr(row, f"by_{side}"):
            yield _waiting(row, _("Say how it was"), row.evaluate_until)


def _waiting(row: Placement, why: str, due: date | None) -> Waiting:
    return Waiting(
        f"{row.kind.shown} · {row.learner.name}",
        reverse("placement", args=[row.ecosystem.slug, row.uuid]),
        row.ecosystem.name,
        why,
        moment_of(row.ecosystem, due, time(12)) if due else None,
        zone=row.ecosystem.time_zone,
    )
