"""What a person takes part in, with how often they were there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, Sum

from hedgerow.commons.activities.models import Attendance, Enrolment
from hedgerow.portal.wording import address

MOST = 50
THERE = Q(status__in=(Attendance.Status.PRESENT, Attendance.Status.LATE))


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """How often one was there, of how many marked sessions, how long, and when last."""

    title: str
    url: str
    there: int
    sessions: int
    hours: float
    last: date | None


def attended(person: int, ecosystem: int | None = None) -> list[ActivityRow]:
    """Activities with marks of the person, the latest first; in one ecosystem or in all."""
    marks = Attendance.objects.filter(person=person)
    if ecosystem is not None:
        marks = marks.filter(ecosystem=ecosystem)
    fields = ("activity__title", "activity__uuid", "ecosystem__slug")
    counted = (
        marks.order_by()
        .values_list(*(f"session__{name}" for name in fields))
        .annotate(
            there=Count("pk", filter=THERE),
            sessions=Count("pk"),
            total=Sum("minutes"),
            last=Max("day"),
        )
        .order_by("-last")[:MOST]
    )
    return [
        ActivityRow(title, address("activity", slug, uuid), there, sessions, total / 60, last)
        for title, uuid, slug, there, sessions, total, last in counted
    ]


def takes_part(person: int, ecosystem: int) -> Sequence[ActivityRow]:
    """The same in one ecosystem, and after it the open places nobody has marked yet."""
    found = attended(person, ecosystem)
    known = {one.url for one in found}
    places = Enrolment.objects.filter(person=person, ecosystem=ecosystem, ends__isnull=True)
    rows = places.order_by("activity__title").values_list(
        "activity__title", "activity__uuid", "ecosystem__slug"
    )
    for title, uuid, slug in rows[:MOST]:
        url = address("activity", slug, uuid)
        if url not in known:
            found.append(ActivityRow(title, url, 0, 0, 0.0, None))
    return found
