"""A constraint that no two stretches of time of the same thing share a day, for both engines.

PostgreSQL excludes by ranges, ids as ranges of one, which needs no extension. SQLite knows no
exclusion: triggers refuse the row, and are written with the table whenever Django remakes it.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Model, Q

CLASH = (
    "EXISTS (SELECT 1 FROM %(table)s AS other WHERE {same} AND {other}"
    "(other.ends IS NULL OR other.ends {reach} NEW.starts) AND "
    "(NEW.ends IS NULL OR NEW.ends {reach} other.starts))"
)
TRIGGER = (
    "CREATE TRIGGER {name} BEFORE {change} ON %(table)s WHEN {clash} "
    "BEGIN SELECT RAISE(ABORT, '{said}'); END"
)
CHANGES = (("insert", ""), ("update", "other.id <> OLD.id AND "))


class NoSharedDay(BaseConstraint):
    """Rows alike in ``fields`` (foreign keys) share no day from ``starts`` to ``ends``.

    Both days are in the stretch, ``ends`` only if ``with_last``; without ``ends`` it goes on.
    Breaking it is an IntegrityError.
    """

    def __init__(self, *, fields: Sequence[str], name: str, with_last: bool = True) -> None:
        super().__init__(name=name)
        self.fields, self.with_last = tuple(fields), with_last

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """What stands inside CREATE TABLE; on SQLite nothing does, and triggers follow it."""
        if schema_editor.connection.vendor == "postgresql":
            return f"CONSTRAINT {self.name} {self._excluded(model)}"
        schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
        return None

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """The statement on PostgreSQL; SQLite remakes the table instead."""
        table = Table(model._meta.db_table, schema_editor.quote_name)
        text = f"ALTER TABLE %(table)s ADD CONSTRAINT {self.name} {self._excluded(model)}"
        return Statement(text, table=table)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(f"ALTER TABLE %(table)s DROP CONSTRAINT {self.name}", table=table)

    def validate(
        self, model: type[Model], instance: Model, exclude: Any = None, using: str = "default"
    ) -> None:
        """Raise ValidationError where the database would refuse the row."""
        same = {name: getattr(instance, name) for name in self.fields}
        starts, ends = vars(instance)["starts"], vars(instance)["ends"]
        rows = model._default_manager.using(using).filter(**same).exclude(pk=instance.pk)
        reach = "e" if self.with_last else ""
        rows = rows.filter(Q(ends__isnull=True) | Q(**{f"ends__gt{reach}": starts}))
        if (rows.filter(**{f"starts__lt{reach}": ends}) if ends else rows).exists():
            raise ValidationError(self.get_violation_error_message())

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path = f"{type(self).__module__}.{type(self).__qualname__}"
        last = {} if self.with_last else {"with_last": False}
        return path, (), {"fields": self.fields, "name": self.name, **last}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NoSharedDay):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

    def _columns(self, model: type[Model]) -> list[str]:
        return [str(model._meta.get_field(name).column) for name in self.fields]  # type: ignore[union-attr]

    def _excluded(self, model: type[Model]) -> str:
        same = [f"int8range({one}, {one}, '[]') WITH =" for one in self._columns(model)]
        days = "[]" if self.with_last else "[)"
        return f"EXCLUDE USING gist ({', '.join(same)}, daterange(starts, ends, '{days}') WITH &&)"

    def _triggers(
        self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> list[Statement]:
        same = " AND ".join(f"other.{one} = NEW.{one}" for one in self._columns(model))
        table = Table(model._meta.db_table, schema_editor.quote_name)
        texts = [
            TRIGGER.format(
                name=f"{self.name}_{change}", change=change.upper(), said=self.name,
                clash=CLASH.format(same=same, other=other, reach=">=" if self.with_last else ">"),
            )
            for change, other in CHANGES
        ]  # fmt: skip
        return [Statement(text, table=table) for text in texts]
