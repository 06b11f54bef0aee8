"""A reading cut by part: what each part of an ecosystem reads of the same measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import by_name
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.models import Reading, Snapshot
from hedgerow.profile.permissions import VIEW_READINGS
from hedgerow.profile.queries import ReadingCard, reading_card, shown_readings


@dataclass(frozen=True, slots=True)
class PartReading:
    """One part with its own reading, as exact as the reader may see it; ``day`` its window's end."""

    name: str
    slug: str
    url: str
    day: date | None
    reading: ReadingCard


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that the reader sees, by name; so many more are read along with them."""

    seen: tuple[PartReading, ...] = ()
    others: int = 0

    @property
    def count(self) -> int:
        return len(self.seen) + self.others


def by_part(actor: Actor, ecosystem: Ecosystem, number: str) -> Parts:
    """The newest reading of that number in each part. Four queries, however many there are."""
    of_whole = Ecosystem.objects.filter(parent=ecosystem)
    complete = of_whole.exclude(state=Ecosystem.State.PLANTING)
    seen = by_name(complete.filter(pk__in=of_whole.visible_to(actor).values("pk")))
    later = Snapshot.objects.filter(ecosystem=OuterRef("ecosystem"), day__gt=OuterRef("day"))
    only = Prefetch("readings", Reading.objects.filter(number=number))
    rows = Snapshot.objects.filter(~Exists(later), ecosystem__in=seen).prefetch_related(only)
    newest = {one.ecosystem_id: one for one in rows}
    return Parts(
        tuple(_part(actor, one, newest.get(one.pk), number) for one in seen),
        complete.count() - len(seen),
    )


def _part(actor: Actor, part: Ecosystem, newest: Snapshot | None, number: str) -> PartReading:
    exact = actor.may(VIEW_READINGS, part.pk)
    shown = shown_readings(newest, part, exact=exact).get(number)
    return PartReading(
        part.said("name"), part.slug, reverse("reading", args=[part.slug, number]),
        newest.day if newest else None, reading_card(number, shown),
    )  # fmt: skip
