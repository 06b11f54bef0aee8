"""Rows of any kind that name somebody: one written again, or one made with the least that it needs."""

from copy import copy
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from hedgerow.commons.bodies.models import Body, Seat
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.merging import Rule

VALUES = {
    "DateTime": NOW,
    "Date": NOW.date(),
    "Time": NOW.time(),
    "Integer": 1,
    "Bool": False,
    "Binary": b"x",
    "UUID": uuid4(),
    "JSON": {},
    "Decimal": 1,
    "Float": 1.0,
}
SETTLED: dict[str, dict[str, object]] = {
    "discovery.SavedSearch": {"often": "never"},
    "membership.Invitation": {"expires_at": NOW + timedelta(days=1)},
    "people.Barring": {"ended_at": NOW},
}
"""What rows of these kinds say besides, so that the tables take them."""
FURTHER: dict[str, dict[str, object]] = {
    "membership.Invitation.successor": {"hands_over": True, "role": "convener"},
    "membership.Invitation.accepted_by": {"accepted_at": NOW},
    "observations.SampledRecord.checked_by": {"verdict": "agrees", "checked_at": NOW},
}
"""The same for rows that name somebody by this field."""
NUMBERS = count(200)
APART = (Person, Body, Seat, Guardian)
"""What is made anew where a row is known by it."""


def another(row: models.Model, **values: object) -> bool:
    """Write the same row with other values; whether the tables take it."""
    row._state.adding = True
    try:
        with transaction.atomic():
            for name, value in {**anew(row), **values}.items():
                setattr(row, name, value)
            row.save(force_insert=True)
            connection.check_constraints()
    except (IntegrityError, ValidationError):
        return False
    return True


def anew(row: models.Model) -> dict[str, object]:
    """What of a row stands in no other."""
    return {
        field.name: field.get_default()
        if field.primary_key or field.has_default()
        else fresh(field)
        for field in row._meta.concrete_fields
        if field.primary_key or field.unique
    }


def once_only(model: Any) -> set[str]:
    """Fields of which a value, or a pair of values, stands in one row alone."""
    together = (getattr(one, "fields", ()) for one in model._meta.constraints)
    return {name for fields in together for name in fields} | {
        one.name for one in model._meta.concrete_fields if one.unique and not one.primary_key
    }


def value_of(field: Any) -> object:
    """Something that a field without a default takes."""
    if field.choices:
        return field.flatchoices[0][0]
    if field.remote_field:
        related: Any = field.related_model
        return related._default_manager.order_by("-pk").first() or made(related)
    kind = field.get_internal_type()
    return next((value for name, value in VALUES.items() if name in kind), "x")


def fresh(field: Any) -> object:
    """Something that no row has yet, where there is such."""
    if field.remote_field:
        related: Any = field.related_model
        own = (
            {name: made(Person) for name in ("guardian", "learner")} if related is Guardian else {}
        )
        return made(related, **own)
    kind = field.get_internal_type()
    if field.choices:
        return field.flatchoices[next(NUMBERS) % len(field.flatchoices)][0]
    if "Integer" in kind:
        return next(NUMBERS)
    if "Char" in kind or "Slug" in kind:
        return uuid4().hex[: field.max_length]
    return uuid4().bytes if kind == "BinaryField" else value_of(field)


def made(model: Any, **values: object) -> Any:
    """A row of any kind, written with the least that it needs, alike to no other."""
    apart = once_only(model)
    needed = (
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.has_default() or field.null or field.name in values)
    )
    given = {
        field.name: fresh(field) if field.name in apart and differs(field) else value_of(field)
        for field in needed
        if not field.blank
    }
    row = model(**given, **values)
    row.save(force_insert=True)
    return row


def differs(field: Any) -> bool:
    """Whether what a row is known by is made anew: not that it is of this ecosystem."""
    return not field.remote_field or field.unique or field.related_model in APART


def wrote(rule: Rule, field: str, who: Person) -> bool:
    """Whether a row of this kind names somebody so: one written again, or one made for it."""
    rows, label = rule.model._default_manager, rule.model._meta.label
    values = SETTLED.get(label, {}) | FURTHER.get(f"{label}.{field}", {}) | {field: who}
    again = [another(copy(row), **values) for row in rows.order_by("-pk")[:20]]
    if any(again):
        return True
    try:
        with transaction.atomic():
            made(rule.model, **values)
            connection.check_constraints()
    except (IntegrityError, ValidationError):
        return written_into(rows.all(), field, who)
    return True


def written_into(rows: Any, field: str, who: Person) -> bool:
    """Whether somebody is named so by a row that is there: one that was, or one that named nobody."""
    for row in rows.filter(**{f"{field}__isnull": True})[:20]:
        try:
            with transaction.atomic():
                rows.filter(pk=row.pk).update(**{field: who})
                connection.check_constraints()
        except IntegrityError:
            continue
        return True
    return bool(rows.filter(**{field: who}).exists())
