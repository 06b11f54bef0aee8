"""Forgets what undoing merges of long ago would need; lets bars begin and end on their days."""

from django.db import transaction
from django.utils import timezone

from hedgerow.foundation import jobs

from .actions.barring import turn_bars
from .actions.merging import KEPT, forget_merges


@jobs.handler("people.forget_merges")
def forget(job: jobs.Running) -> None:
    """Delete what merges of more than 30 days ago wrote."""
    with job.last_step(), transaction.atomic():
        forget_merges(timezone.now() - KEPT)


@jobs.handler("people.turn_bars")
def turn(job: jobs.Running) -> None:
    """Bars begin and end by the days where they hold."""
    with job.last_step():
        turn_bars(timezone.now())


jobs.every("people.forget_merges", hours=24)
jobs.every("people.turn_bars", minutes=5)
