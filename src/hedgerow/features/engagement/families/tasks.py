"""Learners come of age."""

from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import jobs

from .actions.say import come_of_age, undecided


@jobs.handler("families.come_of_age")
def watch(job: jobs.Running) -> None:
    """Let the rule hold for ties of learners who are of age by now, ecosystem by ecosystem."""
    now = timezone.now()
    for place in Ecosystem.objects.filter(closed_on=None).order_by("pk"):
        if ties := undecided(place, now):
            with job.step():
                come_of_age(place, ties, now)


jobs.every("families.come_of_age", hours=6)
