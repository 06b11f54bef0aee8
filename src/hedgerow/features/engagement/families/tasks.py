"""Learners come of age, and many families are told of a message."""

from uuid import UUID

from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import jobs

from .actions.say import come_of_age, undecided
from .actions.telling import tell_some
from .models import MessageCopy
from .queries.telling import JOB


@jobs.handler("families.come_of_age")
def watch(job: jobs.Running) -> None:
    """Let the rule hold for ties of learners who are of age by now, ecosystem by ecosystem."""
    now = timezone.now()
    for place in Ecosystem.objects.filter(closed_on=None).order_by("pk"):
        if ties := undecided(place, now):
            with job.step():
                come_of_age(place, ties, now)


@jobs.handler(JOB)
def tell_families(job: jobs.Running) -> None:
    """Tell each guardian who received a copy, each once: where one attempt ended the next goes on."""
    message = UUID(job.args["message"])
    total = MessageCopy.objects.filter(message__uuid=message).count()
    last, done = job.state.get("last", 0), job.state.get("done", 0)
    job.progress(done, total)
    while True:
        with job.step():
            told = tell_some(message, last, at=timezone.now())
            if not told:
                return
            last, done = told[-1], done + len(told)
            job.checkpoint({"last": last, "done": done})
        job.progress(done, total)


jobs.every("families.come_of_age", hours=6)
