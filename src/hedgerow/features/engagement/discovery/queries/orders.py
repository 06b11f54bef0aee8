"""The orders of what is found, each as a stream that can be taken up again after any row."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import cos, radians
from typing import Any, Final

from django.db.models import ExpressionWrapper, F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from hedgerow.features.engagement.discovery.rules import Asked, Near
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation import search
from hedgerow.foundation.search import Place

Rows = QuerySet[Opportunity]
Mark = tuple[float | str, int]
"""Where a row stands in its order: what it is ordered by, and its number."""
AT_ONCE: Final = 60
AHEAD, RUNNING = "", "~"


@dataclass(frozen=True, slots=True)
class Order:
    """``name`` stands in the cursor, so that one of another order is known."""

    name: str
    rows: Rows
    asked: Asked
    near: Near | None
    day: date

    def after(self, mark: Mark | None) -> Iterator[Mark]:
        """All that follows, without end of page."""
        if self.name == "best":
            return self._best(mark)
        if self.name == "nearest":
            return self._nearest(mark)
        return self._soonest(mark)

    def _best(self, mark: Mark | None) -> Iterator[Mark]:
        place = None if mark is None else Place(float(mark[0]), mark[1])
        while True:
            words = self.asked.words
            hits = search.ranked(KIND, words, among=self.rows, after=place, limit=AT_ONCE)
            yield from ((hit.score, hit.row) for hit in hits.hits)
            place = hits.after
            if place is None:
                return

    def _nearest(self, mark: Mark | None) -> Iterator[Mark]:
        """By the square of the distance in degrees, as on a plain: enough for an order."""
        assert self.near is not None  # noqa: S101 - what ``order_of`` says
        narrow = cos(radians(self.near.latitude))
        high = Coalesce(F("latitude"), F("site__latitude")) - Value(self.near.latitude)
        wide = (
            Coalesce(F("longitude"), F("site__longitude")) - Value(self.near.longitude)
        ) * narrow
        away = ExpressionWrapper(high * high + wide * wide, output_field=FloatField())
        rows = self.rows.filter(search.matching(KIND, self.asked.words)).annotate(away=away)
        yield from _streamed(rows, "away", mark)

    def _soonest(self, mark: Mark | None) -> Iterator[Mark]:
        """What begins next, then what has begun or can be done at any time."""
        rows = self.rows.filter(search.matching(KIND, self.asked.words))
        if mark is None or mark[0] != RUNNING:
            ahead = rows.filter(starts__gte=self.day)
            for day, pk in _streamed(ahead, "starts", mark):
                yield day.isoformat(), pk
            mark = None
        late = Q(starts__lt=self.day) | Q(starts__isnull=True)
        running = rows.filter(late).order_by("pk").values_list("pk", flat=True)
        last = 0 if mark is None else mark[1]
        while some := list(running.filter(pk__gt=last)[:AT_ONCE]):
            yield from ((RUNNING, pk) for pk in some)
            last = some[-1]


def _streamed(rows: Rows, by: str, mark: Any) -> Iterator[Any]:
    ordered = rows.order_by(by, "pk").values_list(by, "pk")
    while True:
        later = (
            Q()
            if mark is None
            else Q(**{f"{by}__gt": mark[0]}) | Q(**{by: mark[0], "pk__gt": mark[1]})
        )
        some = list(ordered.filter(later)[:AT_ONCE])
        yield from some
        if len(some) < AT_ONCE:
            return
        mark = some[-1]


def order_of(asked: Asked, near: Near | None) -> str:
    """The best first where there are words, the nearest near a place, else the soonest."""
    if asked.sort == "soonest":
        return "soonest"
    if near is not None and (asked.sort == "nearest" or not asked.words):
        return "nearest"
    return "best" if asked.words else "soonest"


def written(order: str, mark: Mark) -> str:
    """A cursor."""
    return base64.urlsafe_b64encode(json.dumps([order, *mark]).encode()).decode().rstrip("=")


def read(text: str, order: str) -> Mark | None:
    """The place that a cursor names; None without one. Raises ValueError for one of another order."""
    if not text:
        return None
    try:
        of, by, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError) as error:
        raise ValueError("no cursor") from error
    fits = isinstance(by, str) if order == "soonest" else isinstance(by, float | int)
    if of != order or not fits or type(pk) is not int or not 0 <= pk < 2**63:
        raise ValueError("a cursor of another order")
    if order == "soonest" and by != RUNNING:
        date.fromisoformat(by)
    return by, pk


def taken(stream: Iterator[Mark]) -> list[Mark]:
    """Some of it."""
    return list(islice(stream, AT_ONCE))
