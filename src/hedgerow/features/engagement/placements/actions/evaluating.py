"""Both sides say how they found it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.features.engagement.placements import rules
from hedgerow.features.engagement.placements.errors import EvaluatedAlready
from hedgerow.features.engagement.placements.models import Evaluation, Placement
from hedgerow.features.engagement.placements.permissions import HOST
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from .common import State, locked, part_in, require_not_own_child, require_state, tell


@transaction.atomic
def evaluate_placement(
    placement: Placement,
    side: rules.Part,
    *,
    by: Actor,
    at: datetime,
    ratings: Mapping[str, int],
    comment: str = "",
) -> Evaluation:
    """Evaluate for the ``learner`` or the ``host``, once; each thing that is asked has a level.

    Raises NotFound, NotPermitted, OwnChild, WrongState, EvaluatedAlready or Invalid.
    """
    row = locked(placement, by)
    parts = part_in(row, by, (side,), HOST)
    if side == "host":
        require_not_own_child(row, parts, by)
    if side not in Evaluation.Side.values:
        raise Invalid({"side": [_("It is the learner or the host who evaluates.")]})
    require_state(row, State.RUNNING, State.ENDED, State.STOPPED)
    if row.evaluations.filter(side=side).exists():
        raise EvaluatedAlready
    asked = [key for key, _title in row.kind.asked_of(side)]
    levels = [level for level, _words in row.kind.levels_of(side)]
    if wrong := rules.unfit(ratings, asked, levels):
        raise Invalid({key: [_("Choose one of the levels.")] for key in wrong})
    check_lengths(Evaluation, {"comment": comment})
    made = Evaluation.objects.create(
        ecosystem_id=row.ecosystem_id, placement=row, side=side, ratings=dict(ratings),
        comment=comment, by_id=by.person_id, at=at,
    )  # fmt: skip
    tell("evaluated", row, by, at, side=side)
    return made
