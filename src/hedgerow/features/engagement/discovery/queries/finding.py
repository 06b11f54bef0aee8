"""What a search finds, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.discovery.rules import Asked, Near
from hedgerow.features.engagement.opportunities import wording
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import with_places
from hedgerow.features.engagement.opportunities.queries.pages import where
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation import search
from hedgerow.foundation.permissions import Actor

from .conditions import conditions, ways_to_lie
from .orders import Order, order_of, read, written

PAGE: Final = 20
COUNTED: Final = 1_000
SUMMARY: Final = 30
READ: Final = ("ecosystem", "kind", "organisation", "site")


@dataclass(frozen=True, slots=True)
class Find:
    """One opportunity in a list of what was found; ``km`` is told of a search near a place.

    ``places_left`` is None where nobody signs up (here, or by invitation alone), or as many as like may.
    """

    number: int
    uuid: UUID
    slug: str
    ecosystem: str
    title: str
    summary: str
    kind: str
    offered_by: str
    days: str
    begins: str
    where: str
    km: float | None
    cost: str
    ages: str
    languages: str
    access: Sequence[str]
    places_left: int | None
    places: str
    sponsored: bool
    simulated: bool
    point: tuple[float, float] | None
    url: str


@dataclass(frozen=True, slots=True)
class Finds:
    """A page of what was found; ``total`` is counted up to a bound, ``next`` asks for the next."""

    items: Sequence[Find]
    total: int
    next: str = ""

    @property
    def is_more(self) -> bool:
        return self.total > COUNTED

    @property
    def told(self) -> int:
        return min(self.total, COUNTED)


def matches(
    actor: Actor, asked: Asked, near: Near | None, ecosystem: Ecosystem | None, now: datetime
) -> QuerySet[Opportunity]:
    """All that the actor may see and that fulfils the search but its words."""
    rows = Opportunity.objects.visible_to(actor)
    if asked.places:
        free = Q(capacity__isnull=True) | Q(places_left__gt=0)
        rows = with_places(rows).filter(free)
    rows = rows.filter(conditions(asked, near, first_day(ecosystem, now), now))
    return rows if ecosystem is None else rows.filter(ecosystem=ecosystem)


def first_day(ecosystem: Ecosystem | None, now: datetime) -> date:
    """From which day on something is not over."""
    return first_day_anywhere(now) if ecosystem is None else day_in(ecosystem, now)


def find(
    actor: Actor,
    asked: Asked,
    near: Near | None,
    ecosystem: Ecosystem | None,
    now: datetime,
    *,
    after: str = "",
    limit: int = PAGE,
) -> Finds:
    """A page of the search. Raises ValueError for a cursor of another order."""
    rows = matches(actor, asked, near, ecosystem, now)
    anywhere = rows if near is None else matches(actor, asked, None, ecosystem, now)
    name, day = order_of(asked, near), first_day(ecosystem, now)
    order = Order(name, rows, anywhere, asked, near, day)
    found = order.after(read(after, name), limit + 1)
    shown, more = found.marks[:limit], len(found.marks) > limit
    read_rows = with_places(Opportunity.objects.select_related(*READ))
    by_pk = read_rows.in_bulk([pk for _by, pk in shown])
    there = [by_pk[pk] for _by, pk in shown if pk in by_pk]
    items = [_find(row, _away(row, near), number) for number, row in enumerate(there, 1)]
    total = _counted(order) if found.total is None else found.total
    return Finds(items, min(total, COUNTED + 1), written(name, shown[-1]) if more else "")


def point_of(row: Opportunity) -> tuple[float, float] | None:
    """Where it is on earth: as said of itself, or of its site."""
    of = row if row.latitude is not None else row.site
    if of is None or of.latitude is None or of.longitude is None:
        return None
    return of.latitude, of.longitude


def _away(row: Opportunity, near: Near | None) -> float | None:
    point = point_of(row)
    return near.distance(*point) if near is not None and point is not None else None


def _counted(order: Order) -> int:
    """How many there are, counted to one beyond the bound."""
    most = COUNTED + 1
    if order.asked.words:
        return len(search.some(KIND, order.asked.words, among=order.rows, limit=most))
    if order.near is None:
        return order.rows.order_by().values("pk")[:most].count()
    return _counted_near(order.anywhere.order_by(), order.near, most)


def _counted_near(rows: QuerySet[Opportunity], near: Near, most: int) -> int:
    """Of a box that is filled evenly more than three quarters are in its circle: twice is enough."""
    inside = 0
    for of, way in ways_to_lie(near, exactly=False):
        points = rows.filter(way).values_list(f"{of}latitude", f"{of}longitude")[: most * 2]
        inside += sum(near.distance(*point) <= near.km for point in points)
    return inside


def _find(row: Opportunity, km: float | None, number: int) -> Find:
    counted: Any = getattr(row, "places_left", None)
    one_asks = row.takes_signups and not row.by_invitation
    left = max(0, counted) if counted is not None and one_asks else None
    return Find(
        number=number,
        uuid=row.uuid,
        slug=row.ecosystem.slug,
        ecosystem=row.ecosystem.name,
        title=row.title,
        summary=Truncator(row.summary).words(SUMMARY),
        kind=row.kind.name,
        offered_by=row.organisation.name if row.organisation else row.ecosystem.name,
        days=wording.days(row.starts, row.ends),
        begins=wording.clock(row.begins),
        where=wording.listed(where(row)),
        km=None if km is None else round(km, 1),
        cost=wording.cost(row.cost_amount, row.cost_currency),
        ages=wording.ages(row.age_from, row.age_to),
        languages=wording.listed([wording.language(code) for code in row.languages]),
        access=[str(wording.ACCESS[key]) for key in row.access if key in wording.ACCESS],
        places_left=left,
        places=wording.places(left),
        sponsored=row.sponsored,
        simulated=row.origin == "simulated",
        point=point_of(row),
        url=reverse("opportunity", args=[row.ecosystem.slug, row.uuid]),
    )
