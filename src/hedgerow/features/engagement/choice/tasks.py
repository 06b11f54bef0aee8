"""Runs rounds that somebody asked for, reckons chances, closes what is over, tells people."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from hedgerow.commons.membership.actors import actor_of
from hedgerow.foundation import jobs
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.jobs.errors import Unrecoverable
from hedgerow.foundation.permissions import Actor

from .actions import choosing, letting_go, reckoning, reminding, running, writing
from .models import Round


def _round(job: jobs.Running) -> Round | None:
    return Round.objects.select_related("ecosystem").filter(uuid=job.args["round"]).first()


@jobs.handler(running.JOB)
def run(job: jobs.Running) -> None:
    """Work a round out and write it part by part; whoever takes over begins anew."""
    row, now = _round(job), timezone.now()
    if row is None:
        return
    person = job.args["by"]
    by = actor_of(person, via="job", at=now) if person else Actor.the_steward(via="job")
    try:
        done = running.work_out(row, job.args["reason"], by=by, at=now)
        for part in range(done.parts):
            with job.step():
                writing.freeze(done, part)
            job.progress(part + 1, done.parts + 1)
        with job.last_step():
            running.finish_run(done, by=by, at=now)
    except Refused as refusal:
        raise Unrecoverable(str(refusal)) from refusal


@jobs.handler(choosing.CHANCES)
def chances(job: jobs.Running) -> None:
    """Reckon the chances of a round that is open."""
    row = _round(job)
    if row is not None:
        reckoning.reckon_chances(row, at=timezone.now(), told=job.progress)


@jobs.handler("choice.close_overdue")
def close_overdue(job: jobs.Running) -> None:
    """Close rounds whose last day is over."""
    with job.last_step():
        reckoning.close_overdue(by=Actor.the_steward(via="job"), at=timezone.now())


@jobs.handler("choice.let_go")
def let_go(job: jobs.Running) -> None:
    """Give on the places of those whose enrolment had its last day."""
    with job.last_step():
        letting_go.let_go_of_all_gone(by=Actor.the_steward(via="job"), at=timezone.now())


@jobs.handler(reminding.JOB)
def remind(job: jobs.Running) -> None:
    """Tell who has not chosen yet, each once: where one attempt ended the next goes on."""
    once = str(job.args.get("at", ""))
    _some_by_some(job, lambda row, after: reminding.remind_some(row, after, once, timezone.now()))


@jobs.handler(reminding.RESULTS)
def tell_results(job: jobs.Running) -> None:
    """Tell everybody in a round that was published what they got, each once."""
    _some_by_some(job, lambda row, after: reminding.tell_some_results(row, after, timezone.now()))


def _some_by_some(job: jobs.Running, act: Callable[[Round, int], int | None]) -> None:
    last: int | None = int(job.state.get("last_told", 0))
    while last is not None:
        with job.step():
            row = _round(job)
            last = act(row, last) if row is not None else None
            if last is not None:
                job.checkpoint({"last_told": last})


jobs.every("choice.close_overdue", minutes=15)
jobs.every("choice.let_go", minutes=60)
