"""The rows of a part as an archive holds them: ids for links, texts for what CSV has no form for."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields import Field
from django.db.models.functions import Cast

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation, Person

from .contents import LINKS, PARTS, Part
from .inside import public_inside
from .schema import HERE, KEPT_ELSEWHERE, MOMENT, Column, columns

CHUNK = 5_000
TOO_MANY_TO_ASK = {"activities.Attendance"}
"""Marks name nobody whom no place in an activity names."""

Line = list[object]
Form = Callable[[Any], object]


def lines(part: Part, ecosystem: Ecosystem) -> Iterator[Line]:
    """The rows of the part, in the order in which they came into being, without a heading."""
    found = columns(part)
    rows = _of(part, ecosystem).order_by("pk").values_list(*map(_asked, found))
    forms = [_form(one, public_inside(part, one.name, ecosystem)) for one in found]
    for row in rows.iterator(CHUNK):
        yield _line(part, ecosystem, found, forms, row)


def links(name: str, ecosystem: Ecosystem) -> Iterator[Line]:
    """The pairs of a file of links, both ends of which are in the archive."""
    label, field = next((label, field) for one, label, field, _says in LINKS if one == name)
    part = next(one for one in PARTS if one.label == label)
    there: dict[str, Any] = {f"{field}__isnull": False}
    if field == "items":  # of a part they may be the whole's
        there["items__framework__ecosystem"] = ecosystem
    rows: QuerySet[Any] = _of(part, ecosystem).filter(**there)
    for row in rows.order_by("pk", field).values_list("uuid", f"{field}__uuid").iterator(CHUNK):
        yield [str(one) for one in row]


def _line(
    part: Part,
    ecosystem: Ecosystem,
    found: Sequence[Column],
    forms: Sequence[Form],
    row: Sequence[object],
) -> Line:
    told: Sequence[object] = row
    if part.label in ("people.Person", "people.Organisation"):
        told = [
            value == ecosystem.pk if column.name == HERE else value
            for column, value in zip(found, row, strict=True)
        ]
    if part.label == "people.Person" and not told[-1]:
        told = [
            value if column.name in KEPT_ELSEWHERE else None
            for column, value in zip(found, told, strict=True)
        ]
    return [form(value) for form, value in zip(forms, told, strict=True)]


def _asked(column: Column) -> str | Cast:
    """What is asked of the database: ids as its own text, to make no object of each of millions."""
    return Cast(column.lookup, TextField()) if _is_id(column) else column.lookup


def _is_id(column: Column) -> bool:
    return column.lookup.endswith("uuid")


def _form(column: Column, inside: Form | None) -> Form:
    """How values of the column are written, as the schema says; ``inside`` changes them before."""
    if inside is not None:
        return lambda value: _as_json(inside(value))
    if _is_id(column):
        return _as_id
    return _as_json if column.described.get("type") in ("array", "object", "any") else _written


def _as_id(value: object) -> object:
    """SQLite keeps an id without its dashes."""
    if not isinstance(value, str) or "-" in value:
        return value
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def _as_json(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if value not in (None, "") else None


def _written(value: object) -> object:
    form = WRITTEN.get(type(value))
    return form(value) if form else value


WRITTEN: Final[Mapping[type, Form]] = {
    bool: lambda value: "true" if value else "false",
    datetime: lambda value: value.astimezone(UTC).strftime(MOMENT),
    date: lambda value: value.isoformat(),
    UUID: str,
    bytes: lambda value: b64encode(value).decode(),
    memoryview: lambda value: b64encode(value).decode(),
}


def _of(part: Part, ecosystem: Ecosystem) -> QuerySet[Any]:
    """The rows of the part that the ecosystem holds."""
    rows: QuerySet[Any] = part.model._default_manager.all()
    for name in part.persons:
        who = Person.objects.filter(pk=OuterRef(name)).values("uuid")
        rows = rows.annotate(**{f"{name}_uuid": Subquery(who)})
    if part.within:
        return rows.filter(**{part.within: ecosystem.pk})
    return rows.filter(_held(part.model, ecosystem))


def _held(model: type[Person | Organisation] | Any, ecosystem: Ecosystem) -> Q:
    """Rows that it keeps, and those that other rows of the archive point at."""
    found = Q(kept_by=ecosystem)
    if model is Organisation:
        members = OrganisationMembership.objects.filter(ecosystem=ecosystem)
        found |= Q(pk__in=members.values("organisation"))
    for part in PARTS:
        if not part.within or part.label in TOO_MANY_TO_ASK:
            continue
        rows = part.model._default_manager.filter(**{part.within: ecosystem.pk})
        for name in [*_pointing(part, model), *(part.persons if model is Person else ())]:
            found |= Q(pk__in=rows.filter(**{f"{name}__isnull": False}).values(name))
    return found


def _pointing(part: Part, model: Any) -> Iterator[str]:
    """The columns of the part that point at the model."""
    for one in part.model._meta.concrete_fields:
        if isinstance(one, Field) and one.is_relation and one.related_model is model:
            yield one.name
