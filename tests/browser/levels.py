"""Three ecosystems whose level of collaboration is read from what their members did together."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Delivery, Kind, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.reading import read_planted
from hedgerow.foundation.warehouse.actions import touch_everything

MEMBERS: Final = 8
SINCE: Final = date(2024, 9, 1)
Pair = tuple[int, int]
HUB: Final = [(0, other) for other in range(1, MEMBERS)]
RING: Final = [(one, one % (MEMBERS - 1) + 1) for one in range(1, MEMBERS)]
TIED: Final = (
    ("tied-by-one", "Lone Star", HUB),
    ("tied-as-wheel", "Mill Wheel", HUB + RING),
    ("tied-by-all", "Round Table", list(combinations(range(MEMBERS), 2))),
)
"""Slug, name and ties: all lean on one, that one with a ring around it, everybody with everybody."""


def tied() -> None:
    """Plant them, and read each as it is read at night."""
    now = timezone.now()
    for slug, name, ties in TIED:
        row = Ecosystem.objects.create(
            slug=slug, name=name, kind="hive", country="PT", languages=["en"], simulated=True,
            created_at=now,
        )  # fmt: skip
        _joint_work(row, ties)
        touch_everything(row.pk)
        read_planted(slug, now)


def _joint_work(own: Ecosystem, ties: Iterable[Pair]) -> None:
    """Two activities that are over for each tie."""
    now = timezone.now()
    members = [
        Organisation.objects.create(
            kept_by=own, name=f"{own.name} {number}", kind="partner", sector="culture",
            created_at=now,
        )
        for number in range(MEMBERS)
    ]  # fmt: skip
    OrganisationMembership.objects.bulk_create(
        OrganisationMembership(ecosystem=own, organisation=one, starts=SINCE, partner=True)
        for one in members
    )
    kind = Kind.objects.create(ecosystem=own, key="club", name="Club")
    for number, (one, other) in enumerate([*ties, *ties]):
        at = now - timedelta(days=20 + number)
        held = Activity.objects.create(
            ecosystem=own, kind=kind, title=f"Joint day {number}", starts=at.date(),
            ends=at.date(), state="closed", created_at=at,
        )  # fmt: skip
        Session.objects.create(
            ecosystem=own, activity=held, day=at.date(), starts_at=at, minutes=90, state="held",
            marked_at=at,
        )  # fmt: skip
        Delivery.objects.bulk_create(
            Delivery(activity=held, organisation=members[who]) for who in (one, other)
        )
