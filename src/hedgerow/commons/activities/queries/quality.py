"""How good the records are that measures read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from hedgerow.commons.activities.models import Attendance


@dataclass(frozen=True, slots=True)
class Lateness:
    """Late marks, and those of them whose minutes nobody knows: these count in full."""

    late: int
    unknown: int


def lateness(ecosystem: int, starts: date, ends: date) -> Lateness:
    """The late marks of the days from ``starts`` to ``ends``, both in it. One query."""
    late = Attendance.objects.filter(
        ecosystem=ecosystem, day__range=(starts, ends), status=Attendance.Status.LATE
    )
    found = late.aggregate(late=Count("pk"), unknown=Count("pk", Q(minutes_known=False)))
    return Lateness(found["late"], found["unknown"])
