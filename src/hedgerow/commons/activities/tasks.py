"""A session that should have taken place and was not marked counts as held: days pass unaided."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hedgerow.foundation import jobs, warehouse

from .models import Session

LOOKS_BACK = timedelta(days=8)


@jobs.handler("activities.days_passed")
def days_passed(job: jobs.Running) -> None:
    """Mark the months dirty in which planned sessions have lately come due."""
    now = timezone.now()
    due = Session.objects.filter(
        state=Session.State.PLANNED, starts_at__lte=now, starts_at__gt=now - LOOKS_BACK
    )
    months: dict[int, set[str]] = {}
    for ecosystem, day in due.order_by().values_list("ecosystem_id", "day").distinct():
        months.setdefault(ecosystem, set()).add(day.isoformat()[:7])
    with job.last_step():
        for ecosystem, found in months.items():
            warehouse.touch("delivery", ecosystem, found)


jobs.every("activities.days_passed", hours=6)
