"""What the atlas, the comparison and the map of joint work are shown with, beside the cast's own."""

from datetime import date, timedelta

from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Delivery, Kind, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation import jobs
from hedgerow.foundation.warehouse.models import Dirty
from hedgerow.profile.models import Reading, Snapshot

HARBOUR, HILLS, ISLAND = "harbour", "hills", "island"
OTHERS = (
    (HARBOUR, "Harbour Hive", "hive", "KE", (-4.04, 39.66)),
    (HILLS, "Hill Schools", "school-cluster", "KR", (37.48, 126.86)),
    (ISLAND, "Island City", "learning-city", "KE", None),
)
"""Slug, name, kind, country and place; the last has neither a place nor a reading."""
VALUES = ((0, 0.62), (1, 0.55), (2, 0.41))


def history(ecosystem: Ecosystem, *, above: float = 0, level: int = 2) -> None:
    """Readings of three months, so that leaf, interval and trend have something to draw."""
    for months, start in VALUES:
        day, value = timezone.localdate() - timedelta(days=31 * months), start + above
        snapshot = Snapshot.objects.create(
            ecosystem=ecosystem, day=day, starts=day - timedelta(days=364), at=timezone.now(),
            version="1",
        )  # fmt: skip
        for number in ("4.1", "4.2", "4.4", "4.5"):
            Reading.objects.create(
                snapshot=snapshot, number=number, state="ok", value=value, n=240, coverage=0.9,
                lower=value - 0.08, upper=value + 0.08, level=level, level_lower=level,
                level_upper=level + 1, is_share=True,
            )  # fmt: skip


def neighbours(own: Ecosystem) -> Person:
    """Three other ecosystems; returns who evaluates both the cast's own and the first of them."""
    now = timezone.now()
    found = {}
    for slug, name, kind, country, point in OTHERS:
        latitude, longitude = point or (None, None)
        found[slug] = Ecosystem.objects.create(
            slug=slug, name=name, kind=kind, country=country, latitude=latitude,
            longitude=longitude, simulated=True, languages=["en"], created_at=now,
        )  # fmt: skip
    history(found[HARBOUR], above=0.2, level=3)
    history(found[HILLS], above=-0.1, level=1)
    who = Person.objects.create(
        kept_by=own, name="Wanda Analyst", sort_name="wanda analyst", created_at=now
    )
    Assignment.objects.bulk_create(
        Assignment(ecosystem=place, person=who, role="evaluator", starts=date(2024, 9, 1))
        for place in (own, found[HARBOUR])
    )
    for place in found.values():
        _left_as_read(place)
    return who


def _left_as_read(ecosystem: Ecosystem) -> None:
    """Let the worker not read it anew: it has nothing of which its readings could be made."""
    Dirty.objects.filter(ecosystem=ecosystem.pk).delete()
    today = timezone.now().date().isoformat()
    daily = jobs.enqueue("profile.compute", slot=f"{ecosystem.pk}:{today}")
    jobs.cancel(daily)


def ties(own: Ecosystem, kind: Kind, hub: Organisation, *others: Organisation) -> None:
    """Activities that are over: the hub and each of the others delivered two, the first a third."""
    for place, other in enumerate(others):
        for days in (40, 70, 100)[place:]:
            _delivered(own, kind, days, hub, other)


def _delivered(own: Ecosystem, kind: Kind, days: int, *by: Organisation) -> None:
    at = (timezone.now() - timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)
    title = f"Lab day with {by[1].name}, {days} days ago"
    activity = Activity.objects.create(
        ecosystem=own, kind=kind, title=title, starts=at.date(), ends=at.date(), state="closed",
        created_at=at,
    )  # fmt: skip
    Session.objects.create(
        ecosystem=own, activity=activity, day=at.date(), starts_at=at, minutes=90, state="held",
        marked_at=at,
    )  # fmt: skip
    Delivery.objects.bulk_create(Delivery(activity=activity, organisation=one) for one in by)
