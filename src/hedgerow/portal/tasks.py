"""Once a day, what was kept long enough is let go."""

from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

from .retention import let_go


@jobs.handler("portal.retention")
def keep_to_retention(job: jobs.Running) -> None:
    """Let go what is due, in short steps; a worker that takes over goes on with what is left."""
    by = Actor.the_steward(via="job")
    let_go(timezone.now(), by=by, step=job.step, heard=job.progress)


jobs.every("portal.retention", days=1)
