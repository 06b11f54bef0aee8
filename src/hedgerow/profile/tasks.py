"""Compute profiles: of one ecosystem when its records changed, of all once a day."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.actions import waiting
from hedgerow.foundation.warehouse.tasks import read_again
from hedgerow.profile import actions
from hedgerow.profile.models import Snapshot


@jobs.handler("profile.compute")
def compute(job: jobs.Running) -> None:
    """Read one ecosystem's profile; one that is gone, or not complete yet, needs none.

    The first reading of all waits for the copies of the records, after which it is asked for again:
    before, it would tell of nothing. What changed in a part changed in the whole too, which is then
    read again; each day all are.
    """
    ecosystem = int(job.args["ecosystem"])
    complete = Ecosystem.objects.exclude(state=Ecosystem.State.PLANTING)
    is_read = Snapshot.objects.filter(ecosystem=ecosystem).exists()
    if complete.filter(pk=ecosystem).exists() and (is_read or ecosystem not in waiting()):
        as_of = str(job.args.get("as_of") or "")
        actions.compute_profile(
            ecosystem,
            by=Actor.the_steward("job"),
            at=timezone.now(),
            as_of=date.fromisoformat(as_of) if as_of else None,
        )
        if not (as_of or job.args.get("daily")):
            _whole_again(job, ecosystem)


def _whole_again(job: jobs.Running, part: int) -> None:
    """Have the ecosystem read again that this one is a part of."""
    whole = Ecosystem.objects.filter(pk=part).values_list("parent_id", flat=True).first()
    if whole is not None:
        with job.last_step():
            read_again(whole, timezone.now())


@jobs.handler("profile.compute_all")
def compute_all(job: jobs.Running) -> None:
    """Ask for every open ecosystem's profile: the window moves although nothing changed."""
    today = timezone.now().date().isoformat()
    with job.last_step():
        open_ = Ecosystem.objects.filter(state=Ecosystem.State.OPEN)
        for ecosystem in open_.values_list("pk", flat=True):
            jobs.enqueue(
                "profile.compute",
                {"ecosystem": ecosystem, "daily": True},
                ecosystem=ecosystem,
                slot=f"{ecosystem}:{today}",
                background=True,
            )


jobs.every("profile.compute_all", days=1)
