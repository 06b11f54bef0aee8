"""Keep the index up: now, in the writer's transaction, or soon, by the job."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Exists, OuterRef

from hedgerow.foundation.search import analysis
from hedgerow.foundation.search.documents import Document, Source, Weight, sources
from hedgerow.foundation.search.models import Entry, Stale

BATCH, MERGED = 500, 500
"""Of rows that are read, and of pages of the index that are merged, so many at once."""
_TEXTS = ("strong", "middle", "weak")
Progress = Callable[[str, int], None]
"""Called with a kind and how many of its rows were read anew so far."""


def refresh(kind: str, rows: Iterable[int]) -> None:
    """Have rows found by what their texts say now; those that are gone no longer.

    Raises KeyError for a kind nobody declared, ValueError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise ValueError("the index is kept up in the transaction of the change")
    source = sources()[kind]
    for some in _batches(sorted(set(rows))):
        found = [source.document(row) for row in source.rows().filter(pk__in=some)]
        _put(kind, found)
        forget(kind, set(some) - {document.row for document in found})


def touch(kind: str, rows: Iterable[int]) -> None:
    """Mark rows of a set, in the transaction of its change; the job reads them within seconds."""
    if not connection.in_atomic_block:
        raise ValueError("rows are marked in the transaction of the change")
    for some in _batches(sorted(set(rows))):
        Stale.objects.bulk_create(Stale(kind=kind, row=row) for row in some)


def touch_leaning(on: str, rows: Iterable[int]) -> None:
    """Mark whatever takes texts from these rows of another table, in the transaction of their change."""
    for some in _batches(sorted(set(rows))):
        for kind, source in sources().items():
            if on in source.leans_on:
                touch(kind, source.leans_on[on](some).order_by().values_list("pk", flat=True))


def touch_missing() -> int:
    """Mark what should be found and was never read, as in a back-up of an earlier version; how many."""
    marked = 0
    for kind, source in sources().items():
        known = (Entry, Stale)
        reads = (model.objects.filter(kind=kind, row=OuterRef("pk")) for model in known)
        missing = source.rows().filter(*(~Exists(read) for read in reads))
        for some in _batches(list(missing.order_by("pk").values_list("pk", flat=True))):
            Stale.objects.bulk_create(Stale(kind=kind, row=row) for row in some)
            marked += len(some)
    return marked


def forget(kind: str, rows: Collection[int]) -> int:
    """Have rows found no longer; return how many were."""
    return Entry.objects.filter(kind=kind, row__in=rows).delete()[0] if rows else 0


def catch_up() -> int:
    """Read up to ``BATCH`` marked rows, and as many that an earlier analyser read; return how many."""
    marks = list(Stale.objects.order_by("pk")[:BATCH])
    old = Entry.objects.exclude(analysed_by=analysis.VERSION).values_list("kind", "row")
    wanted: dict[str, set[int]] = {}
    for kind, row in [*((mark.kind, mark.row) for mark in marks), *old[:BATCH]]:
        wanted.setdefault(kind, set()).add(row)
    with transaction.atomic():
        for kind, rows in wanted.items():
            refresh(kind, rows) if kind in sources() else forget(kind, rows)
        Stale.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return sum(map(len, wanted.values()))


def rebuild(kinds: Collection[str] = (), progress: Progress | None = None) -> int:
    """Read every row of these kinds (none: of all) anew, in short transactions; return how many."""
    chosen = [source for kind, source in sources().items() if not kinds or kind in kinds]
    total = 0
    for source in chosen:
        for done in _rebuilt(source):
            total += done
            if progress:
                progress(source.kind, total)
        _forget_gone(source)
    return total


def merge_some() -> bool:
    """Merge a few pages of each index of SQLite's, so that words of deleted rows go; whether any were left.

    PostgreSQL sees to it itself (autovacuum).
    """
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        return any(_merged(cursor, index) for index in _indexes(cursor))


def _indexes(cursor: CursorWrapper) -> list[str]:
    """That of words, and those of the parts of titles."""
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'"
    )
    return [str(connection.ops.quote_name(name)) for (name,) in cursor.fetchall()]


def _merged(cursor: CursorWrapper, index: str) -> bool:
    before = _changes(cursor)
    cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', %s)", [-MERGED])  # noqa: S608 - as it is named there
    return _changes(cursor) - before > 1


def _changes(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def _rebuilt(source: Source) -> Iterator[int]:
    last = 0
    while some := list(source.rows().filter(pk__gt=last).order_by("pk")[:BATCH]):
        with transaction.atomic():
            _put(source.kind, [source.document(row) for row in some])
        last = some[-1].pk
        yield len(some)


def _forget_gone(source: Source) -> None:
    last = 0
    entries = Entry.objects.filter(kind=source.kind).order_by("row")
    while some := list(entries.filter(row__gt=last).values_list("row", flat=True)[:BATCH]):
        there = set(source.rows().filter(pk__in=some).values_list("pk", flat=True))
        with transaction.atomic():
            forget(source.kind, set(some) - there)
        last = some[-1]


def _put(kind: str, documents: Iterable[Document]) -> None:
    Entry.objects.bulk_create(
        (_entry(kind, document) for document in documents),
        update_conflicts=True,
        unique_fields=["kind", "row"],
        update_fields=["uuid", "ecosystem", "language", "analysed_by", *_TEXTS],
    )


def _entry(kind: str, document: Document) -> Entry:
    tokens: dict[Weight, list[str]] = {weight: [] for weight in Weight}
    for text in document.texts:
        tokens[text.weight] += analysis.tokens(text.text, text.language)
    texts = {name: " ".join(tokens[Weight(at)]) for at, name in enumerate(_TEXTS)}
    return Entry(
        kind=kind, row=document.row, uuid=document.uuid, ecosystem=document.ecosystem,
        language=document.language, analysed_by=analysis.VERSION, **texts,
    )  # fmt: skip


def _batches(rows: Collection[int]) -> Iterator[list[int]]:
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        yield some
