"""Having the profiles of planted ecosystems read, each after those of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import warehouse
from hedgerow.foundation.jobs import work
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.models import Snapshot


class Reading(Protocol):
    """Who reads: this process at once, or one beside it."""

    @property
    def done(self) -> int:
        """How many of those asked for were read."""
        ...

    def ask(self, slug: str, at: datetime) -> None:
        """Have a planted ecosystem read, with its parts. Raises PlantingFailed where nobody reads."""
        ...

    def finish(self) -> Iterator[None]:
        """Wait for all of them, with a turn after each. Raises PlantingFailed."""
        ...


class Here:
    """Reads at once and in this process."""

    def __init__(self) -> None:
        self.done = 0

    def ask(self, slug: str, at: datetime) -> None:
        read_planted(slug, at)
        self.done += 1

    def finish(self) -> Iterator[None]:
        return iter(())


def read_planted(slug: str, at: datetime) -> None:
    """Keep the first reading of an ecosystem's parts and then its own, of those that have none.

    What an ecosystem's profile is read from holds its parts' records, so those are copied first. A
    part in which nothing happened waits.
    """
    for one in unread(Ecosystem.objects.get(slug=slug)):
        warehouse.refresh(one.pk)
        compute_profile(one.pk, by=Actor.the_steward(), at=at)


def failure(slug: str, at: datetime) -> str:
    """Read so; why it failed, or nothing."""
    with work.Caught() as caught:
        read_planted(slug, at)
    return work.describe(caught.error) if caught.error else ""


def unread(planted: Ecosystem) -> list[Ecosystem]:
    """What of an ecosystem and its parts has no reading yet, the whole last."""
    parts = planted.parts.filter(pk__in=Activity.objects.values("ecosystem")).order_by("pk")
    return [one for one in (*parts, planted) if not Snapshot.objects.filter(ecosystem=one).exists()]
