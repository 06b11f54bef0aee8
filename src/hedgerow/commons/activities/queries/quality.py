"""How good the records are that measures read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Kind


@dataclass(frozen=True, slots=True)
class Lateness:
    """Late marks, and those of them whose minutes nobody knows: these count in full."""

    late: int
    unknown: int


def lateness(ecosystems: Collection[int], starts: date, ends: date) -> Lateness:
    """The late marks of the days from ``starts`` to ``ends``, both in it. One query."""
    late = Attendance.objects.filter(
        ecosystem__in=ecosystems, day__range=(starts, ends), status=Attendance.Status.LATE
    )
    found = late.aggregate(late=Count("pk"), unknown=Count("pk", Q(minutes_known=False)))
    return Lateness(found["late"], found["unknown"])


@dataclass(frozen=True, slots=True)
class KindWithout:
    """A kind without a minimum; so many places that ended under it had none either."""

    uuid: UUID
    name: str
    ended: int


@dataclass(frozen=True, slots=True)
class Minimums:
    """Why ended places do not count for dosage; ``late`` had a minimum declared only afterwards."""

    kinds: tuple[KindWithout, ...]
    late: int


def minimums(ecosystems: Collection[int], starts: date, ends: date) -> Minimums:
    """Kinds in use without a minimum, those with most places that ended in the days first."""
    places = Enrolment.objects.filter(ecosystem__in=ecosystems, ends__range=(starts, ends))
    without = places.filter(minimum_minutes=None).order_by().values_list("activity__kind")
    ended = dict(without.annotate(n=Count("pk")))
    lacking = Activity.objects.filter(ecosystem__in=ecosystems, minimum_minutes=None)
    kinds = Kind.objects.filter(minimum_minutes=None, pk__in=lacking.values("kind"))
    found = [KindWithout(row.uuid, row.shown, ended.get(row.pk, 0)) for row in kinds]
    too_late = Q(minimum_declared=None) | Q(minimum_declared__gt=F("starts"))
    late = places.exclude(minimum_minutes=None).filter(too_late).count()
    return Minimums(tuple(sorted(found, key=lambda one: (-one.ended, one.name))), late)
