"""Columns of a part, and their Table Schema (Data Package, version 1), read off the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.db import models

from .contents import LINKS, PARTS, Part, Text
from .sentences import KEPT_HERE, codes_of, of_column, of_sealed, of_table

MOMENT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
HERE: Final = "kept_here"
KEPT_ELSEWHERE: Final = ("uuid", HERE)
"""Of a person whose record another ecosystem keeps, no more is filled in."""
TYPES: Final[tuple[tuple[type[models.Field[Any, Any]], str], ...]] = (
    (models.UUIDField, "string"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.FloatField, "number"),
    (models.DecimalField, "number"),
    (models.BinaryField, "string"),
    (models.CharField, "string"),
    (models.TextField, "string"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value is looked up, and how the schema describes it."""

    name: str
    lookup: str
    described: Mapping[str, object] = field(default_factory=dict)
    points_at: str = ""


@cache
def columns(part: Part) -> tuple[Column, ...]:
    """The columns of a part's file, in the order of the model's fields."""
    found = [
        _column(part, one)
        for one in part.model._meta.concrete_fields
        if one.name not in left_out(part)
    ]
    if part.label in ("people.Person", "people.Organisation"):
        described = {"name": HERE, "type": "boolean", "description": KEPT_HERE}
        found.append(Column(HERE, "kept_by_id", described))
    return (*found, *(_sealed(name) for name in part.sealed))


def _sealed(name: str) -> Column:
    described = {"name": f"{name}_number", "type": "integer", "description": of_sealed(name)}
    return Column(f"{name}_number", name, described)


def left_out(part: Part) -> Mapping[str, Text]:
    """Columns of the model that the file has not, with the reason."""
    ids = "a number of this installation; rows are known by uuid"
    own = {} if part.label == "ecosystems.Ecosystem" else {"ecosystem": "the one archived"}
    return {"id": ids, **own, "kept_by": "told by kept_here", **part.without}


def _column(part: Part, one: models.Field[Any, Any]) -> Column:
    target = one.related_model if one.is_relation else None
    if one.name in part.persons:
        says = of_column(part.model, one, "Names `people.uuid`.")
        named = {"name": one.name, "type": "string", "format": "uuid", "description": says}
        return Column(one.name, f"{one.name}_uuid", named, "people")
    if isinstance(target, type) and issubclass(target, models.Model):
        pointed = _names().get(target._meta.label, "")
        checked = _checked(part, one, pointed)
        says = of_column(part.model, one, _naming(pointed, checked))
        named = {"name": one.name, "type": "string", "format": "uuid", "description": says}
        return Column(one.name, f"{one.name}__uuid", {**named, **_required(one)}, checked)
    given = {"name": one.name, **_typed(one), "description": of_column(part.model, one)}
    return Column(one.name, one.name, {**given, **_constraints(part, one)})


def _naming(pointed: str, checked: str) -> str:
    """Whose rows a column names; those that may lie elsewhere are no key that can be checked."""
    elsewhere = "" if checked else ", in this archive or that of another ecosystem"
    return f"Names `{pointed}.uuid`{elsewhere}."


def _constraints(part: Part, one: models.Field[Any, Any]) -> dict[str, object]:
    """As the model has them, but for what is empty of people kept elsewhere."""
    told = _required(one)
    found = told.get("constraints")
    if part.label != "people.Person" or one.name in KEPT_ELSEWHERE or not isinstance(found, dict):
        return told
    kept = {name: value for name, value in found.items() if name != "required"}
    return {"constraints": kept} if kept else {}


def _checked(part: Part, one: models.Field[Any, Any], pointed: str) -> str:
    """What the column points at, unless that may lie in another ecosystem's archive."""
    elsewhere = part.label == "ecosystems.Ecosystem" or (
        part.label == "people.Organisation" and one.name in ("parent", "operator")
    )
    return "" if elsewhere else pointed


def _typed(one: models.Field[Any, Any]) -> dict[str, object]:
    if isinstance(one, models.JSONField):
        kind = {list: "array", dict: "object"}.get(one.default, "any")
        return {"type": kind}
    name = next(name for kind, name in TYPES if isinstance(one, kind))
    more: dict[str, object] = {}
    if isinstance(one, models.UUIDField):
        more["format"] = "uuid"
    if isinstance(one, models.DateTimeField):
        more["format"] = MOMENT
    if isinstance(one, models.BinaryField):
        more["format"] = "binary"
    return {"type": name, **more}


def _required(one: models.Field[Any, Any]) -> dict[str, object]:
    """Constraints: what is always there, and the values that there are.

    A text may be empty, which CSV does not tell from missing: the schema then asks for none.
    """
    told: dict[str, object] = {}
    is_text = isinstance(one, models.CharField | models.TextField | models.JSONField)
    if not one.null and not is_text:
        told["required"] = True
    if isinstance(one, models.UUIDField) and one.unique:
        told["unique"] = True
    if codes := codes_of(one):
        told["enum"] = list(codes)
    return {"constraints": told} if told else {}


def _names() -> Mapping[str, str]:
    return {part.label: part.name for part in PARTS}


def table_schema(part: Part) -> dict[str, object]:
    """The Table Schema of a part's file."""
    found = columns(part)
    pointing = [_pointing(one.name, _of(part, one.points_at)) for one in found if one.points_at]
    told: dict[str, object] = {
        "fields": [_without_nothing(one.described) for one in found],
        "missingValues": [""],
    }
    if key := _key(part):
        told["primaryKey"] = key
    if pointing:
        told["foreignKeys"] = pointing
    return told


def _pointing(name: str, table: str) -> dict[str, object]:
    return {"fields": [name], "reference": {"resource": table, "fields": ["uuid"]}}


def _of(part: Part, name: str) -> str:
    """A table that points at itself says so by an empty name."""
    return "" if name == part.name else name


def _key(part: Part) -> list[str]:
    names = {one.name for one in columns(part)}
    for one in part.model._meta.concrete_fields:
        if one.unique and one.name in names:
            return [one.name]
    for rule in part.model._meta.constraints:
        if not isinstance(rule, models.UniqueConstraint) or rule.condition is not None:
            continue
        if {*rule.fields} <= names:
            return list(rule.fields)
    return []


def _without_nothing(described: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in described.items() if value not in ("", None)}


def links_schema(label: str, name: str) -> tuple[list[str], dict[str, object]]:
    """The columns and the Table Schema of a file of links between two kinds of rows."""
    names = _names()
    model = next(part.model for part in PARTS if part.label == label)
    ends = {model._meta.model_name: names[label]}
    other = model._meta.get_field(name).related_model
    assert isinstance(other, type)  # noqa: S101 - a many-to-many has one
    ends[other._meta.model_name] = names[other._meta.label]
    one = {"type": "string", "format": "uuid", "constraints": {"required": True}}
    return [str(end) for end in ends], {
        "fields": [
            {"name": str(end), **one, "description": f"One end of the tie. Names `{table}.uuid`."}
            for end, table in ends.items()
        ],
        "missingValues": [""],
        "primaryKey": [str(end) for end in ends],
        "foreignKeys": [_pointing(str(end), table) for end, table in ends.items()],
    }


def about(part: Part) -> dict[str, object]:
    """What a part's file holds: a title, what one row is, and what such rows are called in facts."""
    return {
        "title": part.says.rstrip("."),
        "description": of_table(part.model),
        "kind": part.kind,
        "schema": table_schema(part),
    }


def file_names() -> list[str]:
    """Every file of an archive, in the order in which people read."""
    return [*(part.name for part in reversed(PARTS)), *(name for name, *_rest in LINKS)]
