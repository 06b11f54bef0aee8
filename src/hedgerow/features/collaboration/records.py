"""The records that the network is drawn from: what was held when, and who delivered it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Delivery, Session
from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem, Term
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.permissions import Actor

from . import rules

YEAR = timedelta(days=365)
ALWAYS = "all"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sessions of an activity within a year; ``recent`` if in the last twelve months too."""

    activity: int
    year: int
    recent: bool
    first: date
    last: date

    def is_of(self, time: str) -> bool:
        """Whether it lies in that time: "" the last twelve months, "all", or a year's number."""
        return time == ALWAYS or (self.recent if not time else str(self.year) == time)


@dataclass(frozen=True, slots=True)
class Records:
    """Activities by id with kind and organisations; ``month`` is the first of a year here."""

    kinds: Mapping[int, str]
    delivered: Mapping[int, frozenset[int]]
    stretches: tuple[Stretch, ...]
    month: int

    def ties(self, time: str, kind: str = "") -> dict[rules.Pair, rules.Tie]:
        """Who is tied by what was held in that time, of one kind or of all."""
        held: dict[int, rules.Held] = {}
        for one in self.stretches:
            key = self.kinds.get(one.activity)
            if key is None or (kind and key != kind) or not one.is_of(time):
                continue
            known = held.get(one.activity)
            held[one.activity] = rules.Held(
                key,
                self.delivered[one.activity],
                min(one.first, known.first) if known else one.first,
                max(one.last, known.last) if known else one.last,
            )
        return rules.ties(held.values())

    def years(self) -> list[tuple[str, str]]:
        """Each year that has ties, the newest first: its number and its name."""
        known = sorted({one.year for one in self.stretches}, reverse=True)
        return [
            (str(year), rules.year_named(year, self.month))
            for year in known
            if self.ties(str(year))
        ]


def records(actor: Actor, ecosystem: Ecosystem, places: Sequence[int]) -> Records:
    """What was delivered together, as far as the reader sees activities and organisations.

    ``places`` are the ecosystem and its parts; the years are those of the ecosystem.
    """
    several = (
        Delivery.objects.filter(activity__ecosystem__in=places)
        .values("activity").annotate(n=Count("pk")).filter(n__gt=1).values("activity")
    )  # fmt: skip
    # asked of both sides in one statement SQLite tries each organisation with each activity
    seen = Activity.objects.visible_to(actor).filter(ecosystem__in=places, pk__in=several)
    rows = list(
        Delivery.objects.filter(activity__in=seen)
        .values_list("activity_id", "activity__kind__key", "organisation_id")
    )  # fmt: skip
    shown = _seen(actor, {organisation for _activity, _kind, organisation in rows})
    delivered: dict[int, set[int]] = defaultdict(set)
    named: dict[int, str] = {}
    for activity, kind, organisation in rows:
        delivered[activity].update({organisation} & shown)
        named[activity] = kind
    kinds = {one: kind for one, kind in named.items() if len(delivered[one]) > 1}
    month = rules.first_month(
        Term.objects.filter(ecosystem=ecosystem).values_list("starts", "ends")
    )
    held = Session.objects.filter(activity__in=several)
    return Records(
        kinds,
        {one: frozenset(delivered[one]) for one in kinds},
        tuple(one for one in _stretches(held, ecosystem, month) if one.activity in kinds),
        month,
    )


def _seen(actor: Actor, organisations: Collection[int]) -> set[int]:
    """Those of them that the reader sees."""
    found = Organisation.objects.visible_to(actor).filter(pk__in=organisations)
    return set(found.values_list("pk", flat=True))


def _stretches(
    sessions: QuerySet[Session], ecosystem: Ecosystem, month: int
) -> tuple[Stretch, ...]:
    """When these were held, one row an activity, year and whether that is recent. Two queries."""
    now, since = timezone.now(), today(ecosystem) - YEAR
    took_place = Q(state=Session.State.HELD) | Q(state=Session.State.PLANNED, starts_at__lte=now)
    held = sessions.filter(took_place)
    days = held.aggregate(first=Min("day"), last=Max("day"))
    if days["first"] is None:
        return ()
    # days are compared, as SQLite has Python take each apart that is asked for its year
    begun = [
        When(day__gte=date(year, month, 1), then=Value(year))
        for year in range(days["last"].year, days["first"].year - 1, -1)
    ]
    before = Value(days["first"].year - 1)
    year = Case(*begun, default=before, output_field=IntegerField())
    recent = Case(When(day__gt=since, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = held.values("activity_id", year=year).annotate(recent=recent)
    found = rows.annotate(first=Min("day"), last=Max("day")).order_by()
    return tuple(
        Stretch(one["activity_id"], one["year"], bool(one["recent"]), one["first"], one["last"])
        for one in found
    )
