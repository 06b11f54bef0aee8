"""Saved searches follow the journal; their owners are told what is new."""

from django.utils import timezone

from hedgerow.foundation import jobs

from .actions import following


@jobs.handler("discovery.follow")
def follow(job: jobs.Running) -> None:
    """Read what happened in each ecosystem, then tell those whose time has come."""
    now = timezone.now()
    for ecosystem in following.unfollowed():
        more = True
        while more:
            with job.step():
                more = following.follow(ecosystem, now)
    while due := following.due(now):
        for search in due:
            with job.step():
                following.tell_new(search, now)


jobs.every("discovery.follow", minutes=15)
