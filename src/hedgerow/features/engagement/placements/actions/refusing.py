"""A family does not agree, or not any more."""

from datetime import datetime

from django.db import transaction

from hedgerow.features.engagement.placements.errors import NothingToAgree
from hedgerow.features.engagement.placements.guardians import is_consent
from hedgerow.features.engagement.placements.models import Step
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from . import consents
from .common import State, require_state, tell
from .steps import locked_step, require_acting, settle


@transaction.atomic
def refuse_step(
    step: Step, *, by: Actor, at: datetime, reason: str = "", revision: int | None = None
) -> Step:
    """Say that one does not agree, or not any more: it does not begin, and whoever runs it is told.

    The school and the convener enter what the family said elsewhere, with words on who said so.

    Raises NotFound, NotPermitted, WrongState, NothingToAgree, PlanChanged or Invalid.
    """
    placement, row = locked_step(step, by)
    require_state(placement, State.PREPARING, State.RUNNING)
    parts = require_acting(placement, row, by)
    if not is_consent(row):
        raise NothingToAgree(title=row.shown)
    consents.require_read(placement, revision)
    consents.require_word(row, parts, reason, "reason")
    check_lengths(Step, {"note": reason})
    if (row.state, row.note) == (Step.State.REFUSED, reason):
        return row
    settle(row, Step.State.REFUSED, reason, by, at)
    row.valid_until = None
    row.save()
    tell("step_refused", placement, by, at, step=row.key, **consents.agreed(placement, row))
    consents.hear(placement, row, by, at)
    return row
