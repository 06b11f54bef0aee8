"""The demo: two ecosystems with a simulated history, and a sign-in link for each role."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import make_sign_in_link
from hedgerow.commons.people.models import Person
from hedgerow.foundation import warehouse
from hedgerow.foundation.jobs import progress_of, work
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.models import Snapshot

from .actions import start_planting
from .errors import PlantingFailed
from .history import codes

ECOSYSTEMS = ("tulsa", "long-beach")
SHOWN = "tulsa"
ROLES = {
    **{
        role: codes.adult(role, 0)
        for role in ("convener", "leader", "educator", "tutor", "partner", "guardian")
    },
    "learner": codes.learner(0),
    "evaluator": codes.adult("evaluator", 0),
}


def plant_demo(tell: Callable[[str], None]) -> None:
    """Plant the demo ecosystems that are not there yet, and read their profiles once a day."""
    now = timezone.now()
    for key in ECOSYSTEMS:
        row = Ecosystem.objects.filter(slug=key).first()
        if row is None or row.state == Ecosystem.State.PLANTING:
            tell(f"Planting {key} with a simulated history (once, under a minute) …")
            _plant(key, now)
        row = Ecosystem.objects.get(slug=key)
        if not Snapshot.objects.filter(ecosystem=row).exists():
            tell(f"Reading the profile of {key} …")
            warehouse.refresh(row.pk)
            compute_profile(row.pk, by=Actor.the_steward(), at=now)


def _plant(key: str, now: datetime) -> None:
    job = start_planting(key, by=Actor.the_steward(), at=now, history=True)
    error = work.finish(job, lambda done, total: None)
    ended = progress_of(job)
    if ended is None or ended.state != "done":
        why = work.describe(error) if error else (ended.error if ended else "the job is gone")
        raise PlantingFailed(slug=key, why=why)


def demo_links(base: str) -> list[tuple[str, str]]:
    """Role and a sign-in link for each, good for 30 days; only ``hedgerow run --demo`` prints them."""
    people = Person.objects.filter(kept_by__slug=SHOWN, code__in=ROLES.values())
    by_code = {row.code: row for row in people}
    now = timezone.now()
    return [
        (
            role,
            base
            + reverse(
                "sign-in-link", args=[make_sign_in_link(by_code[code], at=now, reusable=True)]
            ),
        )
        for role, code in ROLES.items()
        if code in by_code
    ]
