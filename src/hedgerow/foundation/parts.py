"""Titles found by any part of them, in either case and without accents, from an index.

A row keeps the folded form of its title beside it. SQLite's FTS5 and PostgreSQL's ``pg_trgm`` then know
which rows have which three letters in a row, so that a word in the middle of a hundred thousand titles
is found without reading them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

from hedgerow.foundation.folding import Compiled, Has, folded

LEAST = 3
"""Letters that the index knows of; fewer are looked for in every row."""
BATCH = 1_000
TRIGRAMS = "hedgerow_trigrams"
if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField


class Follows:
    """The folded form of what the row says now; nothing else can be put there."""

    def __init__(self, name: str, of: str) -> None:
        self.name, self.of = name, of

    def __get__(self, row: Any, kind: type[Any] | None = None) -> Any:
        return self if row is None else folded(getattr(row, self.of))

    def __set__(self, row: Any, value: object) -> None:
        """Worked out anew whenever it is asked for; kept to show that the row was read with it."""
        row.__dict__[self.name] = value


class FoldedField(Text):
    """The folded form of another text field of the row, to be asked for with ``__has``.

    It follows by itself where rows are saved whole. Where only some fields are written, ``with_folded``
    names those that go along. ``indexed_parts`` makes its index.
    """

    def __init__(self, of: str = "", **options: Any) -> None:
        self.of = of
        super().__init__(**{"editable": False, "default": "", **options})

    def deconstruct(self) -> Any:
        name, path, positions, options = super().deconstruct()
        return name, path, positions, {**options, "of": self.of}

    def contribute_to_class(self, cls: type[models.Model], name: str, *rest: Any) -> None:
        super().contribute_to_class(cls, name, *rest)
        if self.of:
            setattr(cls, name, Follows(name, self.of))


def with_folded(model: type[models.Model], names: Collection[str]) -> list[str]:
    """The fields that are written, and the folded forms of any of them."""
    follow = [one.name for one in _folded(model) if one.of in names and one.name not in names]
    return [*names, *follow]


def without_folded(model: type[models.Model], columns: Iterable[str]) -> list[str]:
    """The columns that say something of their own."""
    following = {one.column for one in _folded(model)}
    return [one for one in columns if one not in following]


def folded_as(model: type[models.Model], name: str) -> str:
    """The field that keeps the folded form of that one; empty where none does."""
    return next((one.name for one in _folded(model) if one.of == name), "")


def _folded(model: type[models.Model]) -> list[FoldedField]:
    return [one for one in model._meta.concrete_fields if isinstance(one, FoldedField)]


@FoldedField.register_lookup
class HasPart(Has):
    """``__has`` of what is folded already: by the index."""

    def folded_left(self, left: str, connection: Any) -> tuple[str, int]:
        return left, 1

    def as_sqlite(self, compiler: Any, connection: Any) -> Compiled:
        if len(self.rhs) < LEAST:
            return self.as_sql(compiler, connection)
        quote, model = connection.ops.quote_name, self.lhs.target.model
        key = f"{quote(self.lhs.alias)}.{quote(model._meta.pk.column)}"
        index = quote(_index(model, self.lhs.target))
        phrase = '"' + self.rhs.replace('"', '""') + '"'
        return f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", (phrase,)  # noqa: S608 - names of ours


def _index(model: type[models.Model], field: models.Field[Any, Any]) -> str:
    return f"{model._meta.db_table}_{field.column}_parts"


def indexed_parts(app: str, model_name: str, name: str) -> RunPython:
    """The migration that folds what rows say already, and makes the index of a FoldedField.

    On SQLite it is a table of FTS5 that triggers keep up. Where a later migration builds the table anew,
    its triggers go, and this has to be said again. Without the right to add ``pg_trgm`` to a database of
    PostgreSQL every row is read instead.
    """

    def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        model = apps.get_model(app, model_name)
        field = model._meta.get_field(name)
        _fold(model, field)
        on_sqlite = editor.connection.vendor == "sqlite"
        for statement in _sqlite(model, field) if on_sqlite else _postgresql(model, field):
            editor.execute(statement)

    def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        model = apps.get_model(app, model_name)
        index = _index(model, model._meta.get_field(name))
        on_sqlite = editor.connection.vendor == "sqlite"
        for statement in _away(index) if on_sqlite else [f"DROP INDEX IF EXISTS {index}"]:
            editor.execute(statement)

    return RunPython(make, drop)


def _away(index: str) -> list[str]:
    triggers = [f"DROP TRIGGER {index}_{name}" for name in ("comes", "goes", "changes")]
    return [*triggers, f"DROP TABLE {index}"]


def _fold(model: Any, field: Any) -> None:
    rows = model._default_manager.order_by("pk")
    for row in rows.iterator(BATCH):
        rows.filter(pk=row.pk).update(**{field.name: folded(getattr(row, field.of))})


def _sqlite(model: Any, field: Any) -> tuple[str, ...]:
    table, column, key = model._meta.db_table, field.column, model._meta.pk.column
    index = _index(model, field)
    goes = f"INSERT INTO {index} ({index}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"  # noqa: S608 - as below
    comes = f"INSERT INTO {index} (rowid, {column}) VALUES (new.{key}, new.{column});"  # noqa: S608 - names of ours
    return (
        (f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}',"
         f" content_rowid='{key}', tokenize='trigram')"),
        f"INSERT INTO {index} ({index}) VALUES ('rebuild')",  # noqa: S608 - names of ours
        f"CREATE TRIGGER {index}_comes AFTER INSERT ON {table} BEGIN {comes} END",
        f"CREATE TRIGGER {index}_goes AFTER DELETE ON {table} BEGIN {goes} END",
        (f"CREATE TRIGGER {index}_changes AFTER UPDATE OF {column} ON {table}"
         f" WHEN old.{column} <> new.{column} BEGIN {goes} {comes} END"),
    )  # fmt: skip


def _postgresql(model: Any, field: Any) -> tuple[str, ...]:
    """The extension is trusted: whoever may create in the database may add it.

    It has a schema of its own, as a restore puts another in place of that of the tables, and takes that away
    with all that is in it. Where it is there already its operators are named by the schema it is in.
    """
    head = (
        f"CREATE INDEX {_index(model, field)} ON {model._meta.db_table} USING gin ({field.column} "
    )
    where = (
        "SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace"
        " WHERE extname = 'pg_trgm'"
    )
    lacking = (
        "insufficient_privilege OR feature_not_supported OR undefined_file OR undefined_object"
        " OR invalid_schema_name OR unique_violation OR duplicate_object"
    )
    return (
        (f"DO $$ BEGIN CREATE SCHEMA IF NOT EXISTS {TRIGRAMS};"
         f" CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA {TRIGRAMS};"
         f" EXECUTE '{head}' || ({where}) || '.gin_trgm_ops) WITH (fastupdate = off)';"
         f" EXCEPTION WHEN {lacking} THEN NULL; END $$"),
    )  # fmt: skip
