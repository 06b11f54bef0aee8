"""The set-up of every blueprint, without histories."""

from django.utils import timezone

from hedgerow.config.serve import migrate
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.schema import available
from hedgerow.foundation.jobs import work
from hedgerow.foundation.permissions import Actor


def plant() -> None:
    """Plant them into the data folder of ``HEDGEROW_HOME``."""
    migrate()
    for key in available():
        job = start_planting(key, by=Actor.the_steward(), at=timezone.now())
        error = work.finish(job, lambda _done, _of: None)
        if error:
            raise error
