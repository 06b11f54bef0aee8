"""Find rows by words: ranked, page by page, or as a condition among others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL

from hedgerow.foundation.search.analysis import VERSION, words_of
from hedgerow.foundation.search.documents import sources
from hedgerow.foundation.search.engines import engine
from hedgerow.foundation.search.models import Entry, Stale


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the next one begins after it. ``later`` is 1 for what goes behind its equals."""

    score: float
    row: int
    later: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found; the least score is the best."""

    row: int
    score: float
    later: int = 0

    @property
    def place(self) -> Place:
        return Place(self.score, self.row, self.later)


@dataclass(frozen=True, slots=True)
class Hits:
    """The best rows first; ``after`` asks for the next page, None on the last.

    ``total`` counts those of all pages: to rank them, each was found anyway. An empty page has 0.
    """

    hits: tuple[Hit, ...] = ()
    after: Place | None = None
    total: int = 0


def ranked(
    kind: str, query: str, *, among: QuerySet[Any], first: QuerySet[Any] | None = None,
    after: Place | None = None, limit: int = 25,
) -> Hits:  # fmt: skip
    """The rows of ``among`` that have all words of the query, the best first, from one statement.

    ``among`` holds the rows of that kind which the reader may see and which fulfil all else that
    was asked; its order does not count. Of equally good ones those of ``first`` go before the others.
    A query without words finds nothing.
    """
    words, by = words_of(query), engine()
    if not words:
        return Hits()
    asked = by.expression(words)
    try:
        inner, given = _among(among)
    except EmptyResultSet:
        return Hits()
    found = (
        f"SELECT search_entry.row AS row, {by.rank} AS score FROM {by.found} "  # noqa: S608
        f"WHERE {by.matches} AND search_entry.kind = %s AND EXISTS ({inner}{by.looked_up}){by.looked_up}"
    )
    found = f"SELECT row, score, count(*) OVER () AS total FROM ({found}) AS found"  # noqa: S608
    parameters: list[Any] = [*([asked] if by.ranked_by_query else []), asked, kind, *given]
    page, more = _page(found, first, after, limit + 1)
    with connection.cursor() as cursor:
        cursor.execute(page, [*parameters, *more])
        rows = cursor.fetchall()
    hits = tuple(Hit(row, score, later) for row, score, later, _total in rows)
    goes_on = len(hits) > limit
    return Hits(hits[:limit], hits[limit - 1].place if goes_on else None, rows[0][3] if rows else 0)


def _page(
    found: str, first: QuerySet[Any] | None, after: Place | None, limit: int
) -> tuple[str, list[Any]]:
    """The statement for so many rows after that place, with its further parameters.

    Which of equals go first is looked up for the page alone, with all that are as good as its last.
    """
    since = [] if after is None else [after.score]
    place = [] if after is None else [after.score, after.later, after.row]
    later, given = _later(first)
    statement = (
        f"WITH found AS ({found}), last AS (SELECT max(score) AS score FROM (SELECT score FROM found "  # noqa: S608 - values are parameters
        f"{'WHERE score > %s ' if since else ''}ORDER BY score LIMIT %s) AS best), "
        f"near AS (SELECT row, score, {later} AS later, total FROM found "
        f"WHERE score <= coalesce((SELECT score FROM last), {'%s' if since else '0'})"
        f"{' AND score >= %s' if since else ''}) "
        f"SELECT row, score, later, total FROM near "
        f"{'WHERE (score, later, row) > (%s, %s, %s) ' if place else ''}"
        f"ORDER BY score, later, row LIMIT %s"
    )
    return statement, [*since, limit, *given, *since, *since, *place, limit]


def _later(first: QuerySet[Any] | None) -> tuple[str, list[Any]]:
    """Whether a row that was found goes behind its equals: 0 or 1."""
    if first is None:
        return "0", []
    column: Any = RawSQL("found.row", [], output_field=BigIntegerField())
    try:
        inner, given = first.order_by().filter(pk=column).values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "1", []
    return f"CASE WHEN EXISTS ({inner}{engine().looked_up}) THEN 0 ELSE 1 END", list(given)


def some(kind: str, query: str, *, among: QuerySet[Any], limit: int) -> list[int]:
    """Up to ``limit`` of the rows of ``among`` that have all words of the query, in no order."""
    words, by = words_of(query), engine()
    try:
        inner, given = _among(among)
    except EmptyResultSet:
        return []
    found = (
        f"SELECT search_entry.row FROM {by.found} WHERE {by.matches} "  # noqa: S608
        f"AND search_entry.kind = %s AND EXISTS ({inner}{by.looked_up}) LIMIT %s"
    )
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(found, [by.expression(words), kind, *given, limit])
        return [row for (row,) in cursor.fetchall()]


def _among(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """The statement that asks whether the entry's row is one of these; may raise EmptyResultSet."""
    column: Any = RawSQL("search_entry.row", [], output_field=BigIntegerField())
    return rows.order_by().filter(pk=column).values("pk").query.sql_with_params()


def matching(kind: str, query: str) -> Q:
    """The condition that a row of that kind has all words of the query; no words ask for nothing."""
    words, by = words_of(query), engine()
    if not words:
        return Q()
    statement = (
        f"SELECT search_entry.row FROM {by.found} WHERE {by.matches} AND search_entry.kind = %s"  # noqa: S608
    )
    return Q(pk__in=RawSQL(statement, [by.expression(words), kind]))  # noqa: S611 - parameters


@dataclass(frozen=True, slots=True)
class State:
    """How the index stands to what is to be found."""

    rows: int
    entries: int
    old: int
    marked: int


def state() -> State:
    """Counts of rows and entries; of entries that an earlier analyser read; of rows that are marked."""
    known = sources()
    return State(
        rows=sum(source.rows().count() for source in known.values()),
        entries=Entry.objects.count(),
        old=Entry.objects.exclude(analysed_by=VERSION).count(),
        marked=Stale.objects.count(),
    )
