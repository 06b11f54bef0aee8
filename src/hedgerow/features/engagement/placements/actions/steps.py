"""Seeing to a step, waiving it, or opening it again."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.features.engagement.placements import rules
from hedgerow.features.engagement.placements.errors import (
    NotAgreed,
    NotWaivable,
    OwnChild,
    OwnPlacement,
    WrongState,
)
from hedgerow.features.engagement.placements.guardians import is_consent
from hedgerow.features.engagement.placements.kin import is_own_child
from hedgerow.features.engagement.placements.models import Placement, Step, Who
from hedgerow.features.engagement.placements.parts import answers_oneself, parts_of
from hedgerow.features.engagement.placements.permissions import ARRANGE, WAIVE
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from . import consents
from .common import State, locked, part_in, require_not_own_child, require_state, tell


@transaction.atomic
def complete_step(
    step: Step,
    *,
    by: Actor,
    at: datetime,
    valid_until: date | None = None,
    note: str = "",
    revision: int | None = None,
) -> Step:
    """Say that a step is seen to; a check also until when it is valid. Renewing it is the same act.

    Of a consent it is the yes, also after a no: from whoever it is asked of, or with words on who
    said so. ``revision`` is that of the placement as it was read.

    Raises NotFound, NotPermitted, OwnPlacement, OwnChild, WrongState, PlanChanged or Invalid.
    """
    placement, row = locked_step(step, by)
    require_state(placement, State.PREPARING, State.RUNNING)
    parts = require_acting(placement, row, by)
    consents.require_read(placement, revision)
    after_all = row.state == Step.State.REFUSED
    if is_consent(row):
        consents.require_word(row, parts, note, "note")
    if row.has_validity and valid_until is None:
        raise Invalid({"valid_until": [_("Say until when it is valid.")]})
    if valid_until is not None and valid_until < day_in(placement.ecosystem, at):
        raise Invalid({"valid_until": [_("It is not valid any more on that day.")]})
    settle(row, Step.State.DONE, note, by, at)
    row.valid_until = valid_until if row.has_validity else None
    row.save()
    tell("step_done", placement, by, at, step=row.key, **consents.agreed(placement, row))
    if after_all:
        consents.hear(placement, row, by, at)
    return row


@transaction.atomic
def waive_step(step: Step, *, by: Actor, at: datetime, reason: str) -> Step:
    """Let a placement begin without it, saying why.

    What the family does not agree to is never waived, nor the host's step of oneself or one's child.

    Raises NotFound, NotPermitted, OwnPlacement, OwnChild, NotWaivable, NotAgreed, WrongState or
    Invalid.
    """
    placement, row = locked_step(step, by)
    require(by, WAIVE, within=placement.ecosystem_id, at_site=placement.site_id)
    _require_another(placement, row, by)
    require_state(placement, State.PREPARING)
    if not row.may_waive:
        raise NotWaivable(title=row.shown)
    if row.state == Step.State.REFUSED:
        raise NotAgreed(titles=row.shown)
    if not reason.strip():
        raise Invalid({"reason": [_("Say why.")]})
    settle(row, Step.State.WAIVED, reason, by, at)
    row.save()
    tell("step_waived", placement, by, at, step=row.key)
    return row


@transaction.atomic
def reopen_step(step: Step, *, by: Actor, at: datetime, reason: str) -> Step:
    """Ask for it again, saying why; only before the placement begins, and never for a yes after a no.

    Raises NotFound, NotPermitted, OwnPlacement, OwnChild, WrongState, NotAgreed or Invalid.
    """
    placement, row = locked_step(step, by)
    part_in(placement, by, ("school", "convener"), ARRANGE)
    _require_another(placement, row, by)
    require_state(placement, State.PREPARING)
    if row.state == Step.State.OPEN:
        raise WrongState(state=row.get_state_display())
    if row.state == Step.State.REFUSED:
        raise NotAgreed(titles=row.shown)
    if not reason.strip():
        raise Invalid({"reason": [_("Say why.")]})
    check_lengths(Step, {"note": reason})
    row.state, row.note, row.valid_until = Step.State.OPEN, reason, None
    row.done_by, row.done_at, row.revision = None, None, row.revision + 1
    row.save()
    tell("step_reopened", placement, by, at, step=row.key)
    return row


def require_acting(placement: Placement, row: Step, by: Actor) -> frozenset[rules.Part]:
    """The actor's parts; raises for who may not see to the step."""
    parts = parts_of(by, placement)
    if row.who == Who.HOST and answers_oneself(by, placement):
        raise OwnPlacement
    if row.who == Who.HOST:
        require_not_own_child(placement, parts - {"school"}, by)
    if not rules.may_act(row.who, parts, own_child=False):
        raise NotPermitted(permission=ARRANGE)
    return parts


def _require_another(placement: Placement, row: Step, by: Actor) -> None:
    """Raise OwnPlacement or OwnChild where it is the host's step of the actor or of their child."""
    if row.who != Who.HOST:
        return
    if by.person_id == placement.learner_id:
        raise OwnPlacement
    if is_own_child(by, placement):
        raise OwnChild


def settle(row: Step, state: str, note: str, by: Actor, at: datetime) -> None:
    check_lengths(Step, {"note": note})
    row.state, row.note, row.revision = state, note, row.revision + 1
    row.done_by_id, row.done_at = by.person_id, at


def locked_step(step: Step, by: Actor) -> tuple[Placement, Step]:
    seen = Step.objects.visible_to(by).filter(pk=step.pk).select_related("placement").first()
    if seen is None:
        raise NotFound
    placement = locked(seen.placement, by)
    return placement, Step.objects.select_for_update().get(pk=seen.pk)
