"""The rows of a part as an archive holds them: ids for links, texts for what CSV has no form for."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation, Person

from .contents import LINKS, PARTS, Part
from .schema import HERE, MOMENT, Column, columns

CHUNK = 5_000
KEPT_ELSEWHERE = ("uuid", HERE)
"""All that is told of a person whose record another ecosystem keeps."""
TOO_MANY_TO_ASK = {"activities.Attendance"}
"""Marks name nobody whom no place in an activity names."""

Line = list[object]


def lines(part: Part, ecosystem: Ecosystem) -> Iterator[Line]:
    """The rows of the part, in the order in which they came into being, without a heading."""
    found = columns(part)
    rows = _of(part, ecosystem).order_by("pk").values_list(*(one.lookup for one in found))
    for row in rows.iterator(CHUNK):
        yield _line(part, ecosystem, found, row)


def links(name: str, ecosystem: Ecosystem) -> Iterator[Line]:
    """The pairs of a file of links."""
    label, field = next((label, field) for one, label, field, _says in LINKS if one == name)
    part = next(one for one in PARTS if one.label == label)
    rows: QuerySet[Any] = _of(part, ecosystem).filter(**{f"{field}__isnull": False})
    for row in rows.order_by("pk", field).values_list("uuid", f"{field}__uuid").iterator(CHUNK):
        yield [str(one) for one in row]


def _line(part: Part, ecosystem: Ecosystem, found: Sequence[Column], row: Sequence[object]) -> Line:
    told = [
        value == ecosystem.pk if column.name == HERE else value
        for column, value in zip(found, row, strict=True)
    ]
    if part.label == "people.Person" and not told[-1]:
        told = [
            value if column.name in KEPT_ELSEWHERE else None
            for column, value in zip(found, told, strict=True)
        ]
    return [
        _written(value, as_json=column.described.get("type") in ("array", "object", "any"))
        for column, value in zip(found, told, strict=True)
    ]


def _written(value: object, *, as_json: bool) -> object:
    """A value in the form that the schema says."""
    if as_json:
        return json.dumps(value, ensure_ascii=False) if value not in (None, "") else None
    if value is None or (isinstance(value, str | int | float | Decimal) and value is not True):
        return value if value is not False else "false"
    if value is True:
        return "true"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime(MOMENT)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return str(value)


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
