"""Places that are kept run out, and go to who waits."""

from django.utils import timezone

from hedgerow.foundation import jobs

from .actions.line import JOB
from .actions.tending import tend, to_tend


@jobs.handler(JOB)
def tend_opportunities(job: jobs.Running) -> None:
    """Tend the opportunity that is named, or all that have something due."""
    now, named = timezone.now(), job.args.get("opportunity")
    for one in [int(named)] if named else to_tend(now):
        with job.step():
            tend(one, now)


jobs.every(JOB, minutes=15)
