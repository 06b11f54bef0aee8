"""Plant: one step, one transaction, one checkpoint; killed in the middle, it goes on from there."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import override

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tree import beneath
from hedgerow.commons.membership.actions import send_waiting
from hedgerow.foundation import jobs
from hedgerow.foundation.warehouse.tasks import read_again

from .actions import JOB
from .bringing import KEPT, forget_brought
from .planting import open_it, plot_of, steps


@jobs.handler(JOB)
def plant(job: jobs.Running) -> None:
    """Do the steps that are not done yet; it opens, and is read with its parts, with the last."""
    ecosystem = Ecosystem.objects.get(pk=job.ecosystem or 0)
    at = datetime.fromisoformat(job.args["at"])
    plot = plot_of(
        ecosystem,
        job.args["blueprint"],
        at,
        has_history=job.args["history"],
        scale=job.args["scale"],
        has_facts=job.args.get("facts", True),
        is_own=job.args.get("own", False),
    )
    todo = steps(plot) if plot else []
    total, done = len(todo) + 1, job.state.get("done", 0)
    for number, step in enumerate(todo[done:], done + 1):
        job.progress(number - 1, total)
        with job.step():
            if plot:
                with override(plot.language):
                    step.do(plot)
            job.checkpoint({"done": number})
    with job.last_step():
        open_it(ecosystem, at)
        for one in (*beneath(ecosystem.pk).all, ecosystem.pk):
            read_again(one, timezone.now())
        if root := job.args.get("root"):
            send_waiting(ecosystem, root=root)


@jobs.handler("blueprints.forget_brought")
def forget(job: jobs.Running) -> None:
    """Delete blueprint files that were brought more than a month ago."""
    with job.last_step():
        forget_brought(timezone.now() - KEPT)


jobs.every("blueprints.forget_brought", days=1)
