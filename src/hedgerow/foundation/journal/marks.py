"""How far books have been written: whether anything was done since one looked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from hedgerow.foundation.journal.models import Fact

RECENT = 100_000


@dataclass(frozen=True, slots=True)
class Mark:
    """The highest fact of some books and how many there are above ``floor``.

    Facts are counted because of two acts at once, the one with the higher id may end first.
    """

    floor: int
    highest: int
    count: int


def mark(ecosystems: Collection[int], floor: int | None = None) -> Mark:
    """How far the books of these ecosystems and the installation's are written, from ``floor`` on."""
    facts = Fact.objects.filter(Q(ecosystem__in=ecosystems) | Q(ecosystem=None))
    if floor is None:
        floor = max(0, (facts.aggregate(highest=Max("pk"))["highest"] or 0) - RECENT)
    said = facts.filter(pk__gt=floor).aggregate(highest=Max("pk"), count=Count("pk"))
    return Mark(floor, said["highest"] or 0, said["count"])
