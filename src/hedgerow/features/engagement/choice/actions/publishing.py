"""Publish what came of a round, enrol those who were placed, and end it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hedgerow.commons.activities.actions import enrol_many
from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome as Done

from ..errors import Changed, NobodyToEnrol, NotStable
from ..models import Outcome, Refill, Round, Run
from .checks import State, run_by, tell
from .reminding import RESULTS


@transaction.atomic
def publish_round(row: Round, *, by: Actor, at: datetime) -> Round:
    """Show each learner what they got and why, and everybody the seed; it cannot be undone.

    Raises NotFound, NotPermitted, NotInThisState, Changed where the round is another than was run,
    or NotStable where the check failed.
    """
    found = run_by(row, by, State.PREVIEWED)
    if found.is_dirty:
        raise Changed
    run = Run.objects.filter(round=found).latest("number")
    if run.blocking:
        raise NotStable
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


@transaction.atomic
def enrol_placed(row: Round, *, by: Actor, at: datetime) -> Done:
    """Enrol everybody who has a place in an activity, at once; who is enrolled already stays so.

    Raises NotFound, NotPermitted, NotInThisState, NobodyToEnrol, and what ``enrol_many`` raises.
    """
    found = run_by(row, by, State.PUBLISHED, State.OVER)
    day = day_in(found.ecosystem, at)
    places = Outcome.objects.filter(
        ~Q(answer=Outcome.Answer.GIVEN_BACK), round=found, offer__activity__isnull=False,
        person__erased_at=None,
    )  # fmt: skip
    told = places.order_by("pk").values_list("person", "offer__activity", "offer__activity__starts")
    open_ = set(
        Activity.objects.filter(
            ecosystem=found.ecosystem_id, state=Activity.State.OPEN
        ).values_list("pk", flat=True)
    )
    rows = [
        {"activity_id": activity, "person_id": person, "starts": max(starts, day)}
        for person, activity, starts in told
        if activity in open_
    ]
    if not rows:
        raise NobodyToEnrol
    done = enrol_many(found.ecosystem, rows, by=by, at=at)
    tell("placed_enrolled", found, by=by, at=at, payload={"places": done.new})
    return done
