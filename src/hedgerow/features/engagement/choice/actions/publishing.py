"""Publish what came of a round, and end it."""

from datetime import datetime

from django.db import transaction

from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

from ..errors import Changed, NotStable
from ..models import Refill, Round, Run
from .checks import State, run_by, tell
from .enrolling import require_places
from .reminding import RESULTS


@transaction.atomic
def publish_round(row: Round, *, by: Actor, at: datetime) -> Round:
    """Show each learner what they got and why, and everybody the seed; it cannot be undone.

    Raises NotFound, NotPermitted, NotInThisState, Changed where the round is another than was run,
    NotStable where the check failed, or NotOffered or PlacesTaken where what was given is there no more.
    """
    found = run_by(row, by, State.PREVIEWED)
    if found.is_dirty:
        raise Changed
    run = Run.objects.filter(round=found).latest("number")
    if run.blocking:
        raise NotStable
    require_places(found)
    draw = found.draw
    draw.seed, draw.revealed_at = draw.secret, at
    draw.save(update_fields=["seed", "revealed_at"])
    found.state, found.published_at = State.PUBLISHED, at
    found.save(update_fields=["state", "published_at"])
    payload = {"number": run.number, "seed": draw.seed, "commitment": draw.commitment,
               "digest": run.digest}  # fmt: skip
    tell("round_published", found, by=by, at=at, payload=payload)
    if by.origin != "simulated":
        args = {"round": str(found.uuid)}
        jobs.enqueue(RESULTS, args, ecosystem=found.ecosystem_id, slot=str(found.uuid))
    return found


@transaction.atomic
def finish_round(row: Round, *, by: Actor, at: datetime) -> Round:
    """End a published round: places stay as they are, seats that were offered on lapse.

    Raises NotFound, NotPermitted or NotInThisState.
    """
    found = run_by(row, by, State.PUBLISHED)
    waiting = Refill.objects.filter(round=found, answer=Refill.Answer.WAITING)
    lapsed = waiting.update(answer=Refill.Answer.LAPSED, answered_at=at)
    found.state = State.OVER
    found.save(update_fields=["state"])
    tell("round_finished", found, by=by, at=at, payload={"lapsed": lapsed})
    return found
