"""What a merge wrote, so that it can be put back: each row before and after."""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from hedgerow.foundation.merging import Two, rules

from .models import Account, Person

Values = dict[str, Any]
Before = dict[type[Model], dict[Any, Values]]
Trace = list[list[Any]]
"""Model, key, what stood in the fields that changed, and what stands there; None: the row went."""
STEPS = frozenset(("revision", "signed_in_at"))
"""What goes on whatever a merge wrote, and is no reason to leave it as it is."""
FREED = {"code": "", "account_id": None}


def snapshot(two: Two) -> Before:
    """All rows that a merge of the two may change."""
    found: Before = {}
    for rule in rules():
        if not rule.final:
            rows = rule.rows(two.kept, two.gone)
            found.setdefault(rule.model, {}).update(_plain(rows.values(), rule.model))
    persons: Any = Person.objects.filter(pk__in=(two.kept, two.gone))
    found.setdefault(Person, {}).update(_plain(persons.values(), Person))
    accounts: Any = Account.objects.filter(person__in=persons)
    found[Account] = _plain(accounts.values("id", "is_active"), Account)
    return found


def traced(before: Before) -> Trace:
    """How the rows of a snapshot differ by now."""
    found: Trace = []
    for model, rows in before.items():
        label, now = model._meta.label_lower, _now(model, rows)
        for pk, was in rows.items():
            after = now.get(pk)
            if after is None:
                found.append([label, pk, was, None])
            elif names := [name for name in was if was[name] != after[name]]:
                old = {name: was[name] for name in names}
                found.append([label, pk, old, {name: after[name] for name in names}])
    return found


def built_upon(trace: Trace) -> bool:
    """Whether a row that the merge wrote says something else by now."""
    for model, rows in _by_model(trace):
        now = _now(model, [pk for pk, _was, _after in rows])
        for pk, _was, after in rows:
            row = now.get(pk)
            if (row is None) != (after is None):
                return True
            if (
                row
                and after
                and any(row[name] != value for name, value in after.items() if name not in STEPS)
            ):
                return True
    return False


def put_back(trace: Trace) -> None:
    """Write back what stood there before; rows that went come again."""
    for label, pk, was, _after in trace:
        if label == Person._meta.label_lower:  # what only one of them may have is free again
            free = {name: value for name, value in FREED.items() if name in was}
            if free:
                Person.objects.filter(pk=pk).update(**free)
    for model, rows in _by_model(trace):
        objects: Any = model._default_manager
        for pk, was, after in rows:
            if after is not None:
                old = {name: value for name, value in was.items() if name not in STEPS}
                objects.filter(pk=pk).update(**_values(model, old))
        gone = [model(**_values(model, was)) for _pk, was, after in rows if after is None]
        objects.bulk_create(gone)


def _by_model(trace: Trace) -> Iterable[tuple[type[Model], list[tuple[Any, Values, Any]]]]:
    labels = list(dict.fromkeys(label for label, *_ in trace))
    for label in labels:
        yield (
            apps.get_model(label),
            [(pk, was, after) for one, pk, was, after in trace if one == label],
        )


def _now(model: type[Model], keys: Iterable[Any]) -> dict[Any, Values]:
    objects: Any = model._default_manager
    return _plain(objects.filter(pk__in=list(keys)).values(), model)


def _plain(rows: Iterable[Values], model: type[Model]) -> dict[Any, Values]:
    """The rows by key, as JSON keeps them."""
    key = model._meta.pk.attname
    return {row[key]: json.loads(json.dumps(row, cls=DjangoJSONEncoder)) for row in rows}


def _values(model: type[Model], said: Values) -> Values:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in said.items()}
