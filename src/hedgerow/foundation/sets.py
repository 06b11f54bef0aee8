"""Set actions: compare the rows given with the rows there are, then write only what differs."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection, models

from .rows import EditedRow, Outcome

BATCH = 500
FEW = 20_000
MANY = 500
"""From so many rows on writing by columns takes little more than half the time of writing objects."""
SOME = 100
Row = Mapping[str, Any]
Kept = TypeVar("Kept", bound=models.Model)
Key = Callable[[Row], Hashable]


@dataclass(slots=True)
class Diff(Generic[Kept]):
    """Rows to add, rows changed in memory but not yet written, and the fields that changed."""

    new: list[Kept] = field(default_factory=list)
    changed: list[Kept] = field(default_factory=list)
    unchanged: int = 0
    fields: set[str] = field(default_factory=set)

    @property
    def saved(self) -> list[Kept]:
        return [*self.new, *self.changed]

    @property
    def outcome(self) -> Outcome:
        return Outcome(len(self.new), len(self.changed), self.unchanged)


def compare(
    rows: Sequence[Row],
    kept: Mapping[Any, Kept],
    key: Key,
    make: Callable[[Row], Kept],
) -> Diff[Kept]:
    """Tell new, changed and unchanged apart; of a key given twice the last row stands.

    ``kept`` maps keys to the rows there are; fields that a row does not name stay as they are.
    """
    found: Diff[Kept] = Diff()
    for name, row in {key(row): row for row in rows}.items():
        old = kept.get(name)
        if old is None:
            found.new.append(make(row))
            continue
        differing = [field for field, value in row.items() if getattr(old, field) != value]
        for differs in differing:
            setattr(old, differs, row[differs])
        if differing:
            found.changed.append(old)
            found.fields.update(differing)
        else:
            found.unchanged += 1
    return found


def in_parts(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """The different keys, ascending, in lists short enough for one query."""
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


def narrowed(
    rows: models.QuerySet[Kept], field: str, codes: Collection[str] | None
) -> Iterator[models.QuerySet[Kept]]:
    """The rows whose ``field`` is one of the codes, in queries; of many codes, or None, all rows."""
    if codes is None or len(codes) > FEW:
        yield rows
        return
    for some in in_parts(codes):
        yield rows.filter(**{f"{field}__in": some})


def revise_all(rows: Collection[EditedRow], **changes: Any) -> None:
    """Give all rows of one model the same values and step their revisions, in few statements.

    The caller holds the rows' locks.
    """
    for row in rows:
        for name, value in changes.items():
            setattr(row, name, value)
        row.revision += 1
    for model in {type(row) for row in rows}:
        for some in in_parts(row.pk for row in rows):
            there = model._default_manager.filter(pk__in=some)
            there.update(revision=models.F("revision") + 1, **changes)


def add_all(model: type[Kept], rows: Sequence[Kept]) -> None:
    """Add rows and give them their keys, in the caller's transaction; very many by columns."""
    if len(rows) < MANY:
        model._default_manager.bulk_create(rows, BATCH)
        return
    from hedgerow.foundation import columns  # polars is slow to import

    columns.insert_objects(model, rows)


def add_plainly(*rows: models.Model) -> None:
    """Add rows of one model, in the caller's transaction, by a statement that is put together once:
    to make it of a queryset each time takes several times as long as the database does.

    A row without a key is given it. None of them sends signals, has parents or values that the
    database has to work out.
    """
    if not rows:
        return
    sql, fields, key = _statement(type(rows[0]), keyed=rows[0].pk is not None)
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(sql, _said(row, fields))
            if key is not None:
                row.pk = cursor.fetchone()[0]
            row._state.adding, row._state.db = False, connection.alias


def add_untold(rows: Sequence[models.Model]) -> None:
    """Add rows of one model as ``add_plainly`` does, all by one call, and do not give them their keys:
    half of the time. Very many are added by columns.
    """
    if len(rows) >= MANY:
        add_all(type(rows[0]), rows)
        return
    if not rows:
        return
    sql, fields, _key = _statement(type(rows[0]), keyed=False, told=False)
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_said(row, fields) for row in rows])


@cache
def _statement(
    model: type[models.Model], *, keyed: bool, told: bool = True
) -> tuple[str, tuple[Any, ...], Any]:
    """The statement that adds one row, the fields it wants, and the key where it gives that back."""
    key: Any = None if keyed else model._meta.pk
    fields = tuple(one for one in model._meta.concrete_fields if one is not key)
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(one.column)) for one in fields)
    given = ", ".join(["%s"] * len(fields))
    back = f" RETURNING {quote(key.column)}" if key and told else ""
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({given}){back}", fields, key  # noqa: S608 - ours


def change_all(model: type[Kept], rows: Collection[Kept], fields: Collection[str]) -> None:
    """Write these fields of the rows, in the caller's transaction; of many by one statement for all,
    where ``bulk_update`` would make a condition of each row."""
    if len(rows) < SOME:
        model._default_manager.bulk_update(rows, fields, BATCH)
        return
    changed: list[Any] = [model._meta.get_field(name) for name in fields]
    key: Any = model._meta.pk
    quote = connection.ops.quote_name
    said = ", ".join(f"{quote(one.column)} = %s" for one in changed)
    table = quote(model._meta.db_table)
    sql = f"UPDATE {table} SET {said} WHERE {quote(key.column)} = %s"  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        ordered = sorted(rows, key=lambda row: row.pk)
        for start in range(0, len(ordered), MANY):
            part = ordered[start : start + MANY]
            cursor.executemany(sql, [_said(row, (*changed, key)) for row in part])


def _said(row: models.Model, fields: Iterable[Any]) -> list[Any]:
    """What stands in the fields of a row, as the database takes it."""
    return [one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields]


def write(model: type[Kept], found: Diff[Kept]) -> None:
    """Add and change the rows of a comparison, in the caller's transaction."""
    add_all(model, found.new)
    if found.changed:
        change_all(model, found.changed, sorted(found.fields))
