"""What a search finds, page by page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.discovery.rules import Asked, Near
from hedgerow.features.engagement.opportunities.giving import held
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import with_places
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation import search
from hedgerow.foundation.permissions import Actor

from .conditions import conditions
from .counts import counted_near
from .finds import COUNTED, Finds, point_of, told
from .fitting import Mark
from .orders import Order, order_of, read, written

PAGE: Final = 20
READ: Final = ("ecosystem", "kind", "organisation", "site")


def matches(
    actor: Actor, asked: Asked, near: Near | None, ecosystem: Ecosystem | None, now: datetime
) -> QuerySet[Opportunity]:
    """All that the actor may see and that fulfils the search but its words."""
    rows = Opportunity.objects.visible_to(actor)
    if asked.places:
        free = Q(capacity__isnull=True) | Q(places_left__gt=0)
        rows = with_places(rows).filter(free).exclude(held())
    rows = rows.filter(conditions(asked, near, first_day(ecosystem, now), now))
    return rows if ecosystem is None else rows.filter(ecosystem=ecosystem)


def first_day(ecosystem: Ecosystem | None, now: datetime) -> date:
    """From which day on something is not over."""
    return first_day_anywhere(now) if ecosystem is None else day_in(ecosystem, now)


def reads() -> str:
    """The reader's language, without its country."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


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
    language = asked.language or reads()
    own = frozenset(actor.grants) if ecosystem is None else frozenset[int]()
    order = Order(name, rows, anywhere, asked, near, day, language, own)
    found = order.after(read(after, name, language), limit + 1)
    shown, more = found.marks[:limit], len(found.marks) > limit
    read_rows = with_places(Opportunity.objects.select_related(*READ)).annotate(held=held())
    by_pk = read_rows.in_bulk([pk for _by, _other, pk in shown])
    there = [by_pk[pk] for _by, _other, pk in shown if pk in by_pk]
    items = [told(row, _away(row, near), number) for number, row in enumerate(there, 1)]
    total = _counted(order, found.marks) if found.total is None else found.total
    return Finds(items, min(total, COUNTED + 1), written(name, language, shown[-1]) if more else "")


def _away(row: Opportunity, near: Near | None) -> float | None:
    point = point_of(row)
    return near.distance(*point) if near is not None and point is not None else None


def _counted(order: Order, marks: Sequence[Mark]) -> int:
    """How many there are, counted to one beyond the bound; ``marks`` are some of them."""
    most = COUNTED + 1
    if order.asked.words:
        return len(search.some(KIND, order.asked.words, among=order.rows, limit=most))
    if order.near is None:
        return order.rows.order_by().values("pk")[:most].count()
    return counted_near(order.anywhere.order_by(), order.near, order.reached(marks), most)
