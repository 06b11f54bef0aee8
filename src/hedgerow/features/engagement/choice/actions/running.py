"""Run a round: give the seats, have that judged by code that knows nothing of how, keep both."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation import jobs
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import add_all

from ..errors import Changed, NotInThisState, ReasonNeeded
from ..models import Outcome, Round, Run
from ..queries.composing import composed
from ..rules.acceptance import match
from ..rules.figures import figures_of
from ..rules.rounds import lottery
from ..rules.stability import judge
from .checks import State, is_over, run_by, tell
from .offering import take_anew
from .opening import forget_preview
from .writing import Worked, digest_of, figures_kept, freeze, outcomes_of

JOB = "choice.run"


@transaction.atomic
def ask_to_run(row: Round, reason: str = "", *, by: Actor, at: datetime) -> UUID:
    """Have a job run the round; the id of the job.

    Raises NotFound, NotPermitted, NotInThisState or ReasonNeeded.
    """
    found = _to_run(row, reason, by, at)
    args = {"round": str(found.uuid), "reason": reason, "by": by.person_id}
    found.job = jobs.enqueue(
        JOB, args, ecosystem=found.ecosystem_id, by_person=by.person_id,
        slot=f"{found.uuid}:{at.isoformat()}",
    )  # fmt: skip
    found.save(update_fields=["job"])
    return found.job


@transaction.atomic
def run_round(row: Round, reason: str = "", *, by: Actor, at: datetime) -> Run:
    """Run the round at once; what ``ask_to_run`` has a job do.

    The same lists, rules and seats give the same result each time, as the seed stays. Running it
    again needs a ``reason``. Raises NotFound, NotPermitted, NotInThisState or ReasonNeeded.
    """
    done = work_out(row, reason, by=by, at=at)
    for part in range(done.parts):
        freeze(done, part)
    return finish_run(done, by=by, at=at)


@transaction.atomic
def work_out(row: Round, reason: str = "", *, by: Actor, at: datetime) -> Worked:
    """Work a round out; of it only that it is closed, has no preview, and offers what its opportunities
    say now, is written."""
    found = _to_run(row, reason, by, at)
    take_anew(found)
    forget_preview(found)
    found.state = State.CLOSED
    found.save(update_fields=["state"])
    made = composed(found, day_in(found.ecosystem, at), at)
    lots = lottery(found.draw.secret, made.tickets())
    matching = match(made.of, lots)
    verdict = judge(made.of, lots, matching.places)
    return Worked(found, found.revision, reason, made, lots, matching, verdict)


def _to_run(row: Round, reason: str, by: Actor, at: datetime) -> Round:
    found = run_by(row, by, State.OPEN, State.CLOSED, State.PREVIEWED)
    if found.state == State.OPEN and not is_over(found, at):
        raise NotInThisState
    check_lengths(Run, {"reason": reason})
    if not reason.strip() and Run.objects.filter(round=found).exists():
        raise ReasonNeeded
    return found


@transaction.atomic
def finish_run(done: Worked, *, by: Actor, at: datetime) -> Run:
    """Write who got what, and the run; raises Changed where the round was changed meanwhile."""
    row = run_by(done.row, by, State.CLOSED)
    if row.revision != done.revision:
        raise Changed
    add_all(Outcome, outcomes_of(done))
    last = Run.objects.filter(round=row).aggregate(last=Max("number"))["last"] or 0
    counted = figures_of(done.composed.of, done.lots, done.matching)
    run = Run.objects.create(
        round=row, number=last + 1, at=at, by_id=by.person_id, reason=done.reason,
        learners=counted.learners, placed=counted.placed,
        figures=figures_kept(done.composed, asdict(counted)),
        blocking=len(done.verdict.blocking) + len(done.verdict.unwished) + len(done.verdict.over),
        digest=digest_of(done.composed, done.matching.places),
    )  # fmt: skip
    row.state, row.is_dirty = State.PREVIEWED, False
    row.save(update_fields=["state", "is_dirty"])
    payload = {"number": run.number, "learners": run.learners, "placed": run.placed,
               "blocking": run.blocking, "digest": run.digest, "reason": run.reason}  # fmt: skip
    tell("round_run", row, by=by, at=at, payload=payload)
    return run
