"""The orders of what is found, each of which can be taken up again after any row."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import acos, sqrt
from typing import Final

from django.db.models import ExpressionWrapper, FloatField, Q, QuerySet, Value

from hedgerow.features.engagement.discovery.rules import EARTH, Asked, Near
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation import search
from hedgerow.foundation.search import Place

from .conditions import closeness, spoken, ways_to_lie
from .fitting import RUNNING, Fitting, Mark, Marks, some

Rows = QuerySet[Opportunity]
RINGS: Final = 8
"""The first ring around a place is so much narrower than what was asked for."""
RANKS: Final = range(4)
LONGEST: Final = 400
"""Characters of a cursor."""
HIGHEST: Final = 1e9
"""No score, and no cosine of a distance, is as large."""
WIDENED: Final = 4.0
"""The next is as wide as what was found lets expect, but no more than so many times."""


@dataclass(frozen=True, slots=True)
class Order:
    """``name`` stands in the cursor, so that one of another order is known.

    ``anywhere`` are the rows without the condition of where they lie, ``own`` the reader's ecosystems.
    """

    name: str
    rows: Rows
    anywhere: Rows
    asked: Asked
    near: Near | None
    day: date
    language: str
    own: frozenset[int] = frozenset()

    def after(self, mark: Mark | None, limit: int) -> Marks:
        """Up to ``limit`` of those that follow."""
        if self.name == "best":
            return self._best(mark, limit)
        if self.name == "nearest":
            return Marks(self._nearest(mark, limit))
        if self.name == "fitting":
            first = "" if self.asked.language else self.language  # else all are in it
            return Fitting(self.rows, self.day, first, self.own).after(mark, limit)
        return Marks(self._soonest(mark, limit))

    def reached(self, marks: Sequence[Mark]) -> tuple[int, float] | None:
        """How many lie within how many kilometres, where the order goes by that and begins nearby."""
        if self.name != "nearest" or not marks:
            return None
        return len(marks), _away(float(marks[-1][0]))

    def _best(self, mark: Mark | None, limit: int) -> Marks:
        place = None if mark is None else Place(float(mark[0]), mark[2], mark[1])
        alike = bool(self.asked.language)
        first = None if alike else Opportunity.objects.filter(spoken(self.language))
        hits = search.ranked(
            KIND, self.asked.words, among=self.rows, first=first, after=place, limit=limit
        )
        return Marks([(hit.score, hit.later, hit.row) for hit in hits.hits], hits.total)

    def _nearest(self, mark: Mark | None, limit: int) -> list[Mark]:
        """Ring after ring, so that few rows are looked at where there are many."""
        assert self.near is not None  # noqa: S101 - what ``order_of`` says
        rows = self.anywhere.filter(search.matching(KIND, self.asked.words))
        most = self.near.km
        km = most if self.asked.words else most / RINGS
        if mark is not None:
            km = max(km, _away(float(mark[0])) * 1.25)
        said = spoken(self.language)
        found = _ring(rows, replace(self.near, km=min(km, most)), said, mark, limit)
        while len(found) < limit and km < most:
            km *= min(max(sqrt(1.5 * limit / max(len(found), 1)), 1.5), WIDENED)
            found = _ring(rows, replace(self.near, km=min(km, most)), said, mark, limit)
        return found

    def _soonest(self, mark: Mark | None, limit: int) -> list[Mark]:
        """What begins next, then what has begun or can be done at any time."""
        rows = self.rows.filter(search.matching(KIND, self.asked.words))
        said, found = spoken(self.language), list[Mark]()
        if mark is None or mark[0] != RUNNING:
            ahead = some(rows.filter(starts__gte=self.day), "starts", said, mark, limit)
            found = [(day.isoformat(), other, pk) for day, other, pk in ahead]
            mark = None
        late = Q(starts__lt=self.day) | Q(starts__isnull=True)
        left = limit - len(found)
        running = some(rows.filter(late), "", said, mark, left) if left else []
        return [*found, *((RUNNING, other, pk) for _by, other, pk in running)]


def _away(mark: float) -> float:
    """The kilometres that a mark of the nearest says."""
    return EARTH * acos(max(-1.0, min(1.0, -mark)))


def _ring(rows: Rows, near: Near, said: Q, mark: Mark | None, limit: int) -> list[Mark]:
    """The nearest of what lies in the circle, by itself or by its site."""
    found: list[Mark] = []
    for of, way in ways_to_lie(near):
        away = ExpressionWrapper(Value(-1.0) * closeness(near, of), output_field=FloatField())
        found += some(rows.filter(way).annotate(away=away), "away", said, mark, limit)
    return sorted(found)[:limit]


def order_of(asked: Asked, near: Near | None) -> str:
    """The best first where there are words, the nearest near a place, the soonest where that is asked;
    else what is of the reader's ecosystems and in the reader's language, and of that the soonest."""
    if asked.sort == "soonest":
        return "soonest"
    if near is not None and (asked.sort == "nearest" or not asked.words):
        return "nearest"
    return "best" if asked.words else "fitting"


def written(order: str, language: str, mark: Mark) -> str:
    """A cursor: of equals the reader's language goes first, so that it belongs to that language too."""
    said = json.dumps([order, language, *mark])
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def read(text: str, order: str, language: str) -> Mark | None:
    """The place that a cursor names; None without one. Raises ValueError for one of another order."""
    if not text:
        return None
    if len(text) > LONGEST:
        raise ValueError("no cursor")
    try:
        said = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        of, spoken_by, by, other, pk = said
    except (ValueError, TypeError) as error:
        raise ValueError("no cursor") from error
    fits = isinstance(by, str) if order in ("soonest", "fitting") else isinstance(by, float | int)
    if (of, spoken_by) != (order, language) or not fits or other not in RANKS:
        raise ValueError("a cursor of another order")
    if type(pk) is not int or not 0 <= pk < 2**63 or not (isinstance(by, str) or abs(by) < HIGHEST):
        raise ValueError("a cursor of another order")
    if isinstance(by, str) and by != RUNNING:
        date.fromisoformat(by)
    return by, other, pk
