"""Who looked: for the learner, the family and the convener."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hedgerow.foundation.accesslog.models import Opening


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One opening; names are the caller's to look up."""

    id: int
    at: datetime
    ecosystem: int | None
    learner: int
    by_person: int | None
    via: str
    on_behalf_of: int | None
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """Openings, newest first; ``before`` asks for the next page, None on the last."""

    rows: tuple[OpeningRow, ...]
    before: int | None


def openings_of(learner: int, *, before: int | None = None, limit: int = 50) -> OpeningPage:
    """Who opened this learner's record. The caller checks who may know."""
    return _page(Opening.objects.filter(learner=learner), before, limit)


def openings_by(person: int, *, before: int | None = None, limit: int = 50) -> OpeningPage:
    """Whose records this person opened."""
    return _page(Opening.objects.filter(by_person=person), before, limit)


def _page(openings: QuerySet[Opening], before: int | None, limit: int) -> OpeningPage:
    if before is not None:
        openings = openings.filter(pk__lt=before)
    found = openings.order_by("-pk")[: limit + 1]
    rows = tuple(
        OpeningRow(
            id=row.pk,
            at=row.at,
            ecosystem=row.ecosystem,
            learner=row.learner,
            by_person=row.by_person,
            via=row.via,
            on_behalf_of=row.on_behalf_of,
            what=row.what,
            why=row.why,
        )
        for row in found
    )
    return OpeningPage(rows[:limit], rows[limit - 1].id if len(rows) > limit else None)
