"""What is found without words: first of the reader's own ecosystems, of that what is in the reader's
language, and of that the soonest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from hedgerow.features.engagement.opportunities.models import Opportunity

from .conditions import spoken
from .finds import COUNTED

Rows = QuerySet[Opportunity]
Mark = tuple[float | str, int, int]
"""Where a row stands in its order: what it is ordered by, 1 if it is not in the reader's language (2 more
if it is not of the reader's ecosystems, where those go first), and its number."""
RUNNING: Final = "~"
"""Stands for a day where something has begun or can be done at any time: after all days."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Some rows in their order; ``total`` counts all there are, where the order knows it."""

    marks: Sequence[Mark]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Fitting:
    """An order in stretches: ahead and running in the language, then the same in others; each first of
    the reader's own ecosystems, if there are any. Without a language all are alike in that.

    Where there are few rows, one statement sorts them all; where there are many, each stretch is read
    by itself from the index by day, until the page is full. Either way gives the same order.
    """

    rows: Rows
    day: date
    language: str
    own: frozenset[int] = frozenset()

    def after(self, mark: Mark | None, limit: int) -> Marks:
        total = self.rows.order_by().values("pk")[: COUNTED + 1].count()
        few = total <= COUNTED
        return Marks(self._sorted(mark, limit) if few else self._stretches(mark, limit), total)

    def _ranks(self) -> list[Q]:
        """What goes before what; each row is of one of them."""
        own = Q(ecosystem__in=self.own)
        if not self.language:
            return [own, ~own] if self.own else [Q()]
        said = spoken(self.language)
        if not self.own:
            return [said, ~said]
        return [own & said, own & ~said, ~own & said, ~own & ~said]

    def _sorted(self, mark: Mark | None, limit: int) -> list[Mark]:
        ahead = Case(When(starts__gte=self.day, then=F("starts")), default=None)
        *firsts, _last = self._ranks()
        whens = [When(rank, then=Value(n)) for n, rank in enumerate(firsts)]
        ranked = Case(*whens, default=Value(len(whens)), output_field=IntegerField())
        rows = self.rows.annotate(other=ranked, ahead=ahead)
        if mark is not None:
            by, other, pk = mark
            later = Q(ahead__isnull=True, pk__gt=pk)
            if by != RUNNING:
                later = Q(ahead__isnull=True) | Q(ahead__gt=by) | Q(ahead=by, pk__gt=pk)
            rows = rows.filter(Q(other__gt=other) | Q(later, other=other))
        found = rows.order_by("other", F("ahead").asc(nulls_last=True), "pk")
        lines = found.values_list("ahead", "other", "pk")[:limit]
        return [(day.isoformat() if day else RUNNING, other, pk) for day, other, pk in lines]

    def _stretches(self, mark: Mark | None, limit: int) -> list[Mark]:
        found: list[Mark] = []
        late = Q(starts__lt=self.day) | Q(starts__isnull=True)
        for other, in_it in enumerate(self._ranks()):
            if mark is not None and other < mark[1]:
                continue
            for is_ahead in (True, False):
                here = mark if mark is not None and other == mark[1] else None
                if here is not None and is_ahead and here[0] == RUNNING:
                    continue
                if here is not None and not is_ahead and here[0] != RUNNING:
                    here = None
                if len(found) < limit:
                    rows = self.rows.filter(in_it, Q(starts__gte=self.day) if is_ahead else late)
                    found += _stretch(rows, other, here, limit - len(found), is_ahead=is_ahead)
        return found


def _stretch(
    rows: Rows, other: int, mark: Mark | None, limit: int, *, is_ahead: bool
) -> list[Mark]:
    if is_ahead and mark is not None:
        rows = rows.filter(Q(starts__gt=mark[0]) | Q(starts=mark[0], pk__gt=mark[2]))
    elif mark is not None:
        rows = rows.filter(pk__gt=mark[2])
    lines = rows.order_by(*(("starts",) if is_ahead else ()), "pk").values_list("starts", "pk")
    return [
        (day.isoformat() if is_ahead and day else RUNNING, other, pk) for day, pk in lines[:limit]
    ]


def some(rows: Rows, by: str, said: Q, mark: Any, limit: int) -> list[Any]:
    """By ``by`` (nothing: all are equal), of equals what is said in the language first, then by number."""
    found = rows.annotate(other=_other(said))
    if mark is not None:
        at, other, pk = mark
        later = Q(other__gt=other) | Q(other=other, pk__gt=pk)
        found = found.filter(Q(**{f"{by}__gt": at}) | Q(later, **{by: at}) if by else later)
    lines = found.order_by(*((by,) if by else ()), "other", "pk")
    return list(lines.values_list(by or "starts", "other", "pk")[:limit])


def _other(said: Q) -> Case:
    return Case(When(said, then=Value(0)), default=Value(1), output_field=IntegerField())
