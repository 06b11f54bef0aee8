"""What a search finds, page by page."""

from collections.abc import Iterator, Sequence
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

from .conditions import conditions
from .orders import Mark, Order, order_of, read, taken, written

PAGE: Final = 20
COUNTED: Final = 1_000
SUMMARY: Final = 30
READ: Final = ("ecosystem", "kind", "organisation", "site")


@dataclass(frozen=True, slots=True)
class Find:
    """One opportunity in a list of what was found; ``km`` is told of a search near a place."""

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
    """All that the actor may see and that fulfils the search but its words; near by its box."""
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
    order = Order(order_of(asked, near), rows, asked, near, first_day(ecosystem, now))
    found: list[tuple[Mark, Opportunity, float | None]] = []
    for one in _placed(order.after(read(after, order.name)), near):
        found.append(one)
        if len(found) > limit:
            break
    shown = found[:limit]
    items = [_find(row, km, number) for number, (_mark, row, km) in enumerate(shown, 1)]
    following = written(order.name, shown[-1][0]) if len(found) > limit else ""
    return Finds(items, _counted(rows, asked, near), following)


def _placed(
    stream: Iterator[Mark], near: Near | None
) -> Iterator[tuple[Mark, Opportunity, float | None]]:
    """Rows in the order of the stream, but for those beyond the distance."""
    while some := taken(stream):
        rows = Opportunity.objects.select_related(*READ).in_bulk([pk for _by, pk in some])
        for mark in some:
            row = rows.get(mark[1])
            if row is None:
                continue
            km = _away(point_of(row), near)
            if near is None or (km is not None and km <= near.km):
                yield mark, row, km


def point_of(row: Opportunity) -> tuple[float, float] | None:
    """Where it is on earth: as said of itself, or of its site."""
    of = row if row.latitude is not None else row.site
    if of is None or of.latitude is None or of.longitude is None:
        return None
    return of.latitude, of.longitude


def _away(point: tuple[float, float] | None, near: Near | None) -> float | None:
    return near.distance(*point) if near is not None and point is not None else None


def _counted(rows: QuerySet[Opportunity], asked: Asked, near: Near | None) -> int:
    """How many there are, counted to one beyond the bound."""
    most = COUNTED + 1 if near is None else (COUNTED + 1) * 2
    if asked.words:
        pks = search.some(KIND, asked.words, among=rows, limit=most)
        if near is None:
            return len(pks)
        rows = Opportunity.objects.filter(pk__in=pks)
    if near is None:
        return rows.order_by().values("pk")[:most].count()
    places = ("latitude", "longitude", "site__latitude", "site__longitude")
    found: Any = rows.order_by().values_list(*places)[:most]
    inside = (
        near.distance(high, wide) if high is not None else near.distance(site_high, site_wide)
        for high, wide, site_high, site_wide in found
    )
    return min(sum(km <= near.km for km in inside), COUNTED + 1)


def _find(row: Opportunity, km: float | None, number: int) -> Find:
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
        sponsored=row.sponsored,
        simulated=row.origin == "simulated",
        point=point_of(row),
        url=reverse("opportunity", args=[row.ecosystem.slug, row.uuid]),
    )
