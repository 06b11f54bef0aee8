"""What an import wrote, taken out again, while nothing has built on it."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, router, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from hedgerow.commons.people.actions.telling import index
from hedgerow.commons.people.models import NameWord, Organisation, Person
from hedgerow.foundation import warehouse
from hedgerow.foundation.sets import BATCH, in_parts

from .digests import digest, in_runs
from .errors import BuiltUpon
from .tracing import New, Plain, Trace, rows_of
from .written import TABLES, rows_word

SEARCHED: dict[type[Model], str] = {Organisation: "organisation", Person: "person"}
STEPS = frozenset({"revision"})


def take_back(trace: Trace) -> None:
    """Remove what the import added and write back what it changed, in the caller's transaction.

    The caller holds the ecosystem's lock. Raises BuiltUpon, saying what has built on it.
    """
    if reasons := list(built_upon(trace)):
        raise BuiltUpon(reasons=", ".join(reasons))
    for one in reversed(TABLES):
        new = trace.new.get(one.model._meta.label_lower)
        if new is not None:
            _remove(one.model, new)
    try:
        with transaction.atomic():
            for label, rows in trace.changed.items():
                _restore(apps.get_model(label), rows)
    except IntegrityError as error:  # what it took away has been entered anew
        raise BuiltUpon(reasons=_("what it replaced is here again")) from error
    for table, ecosystem, month in trace.months:
        warehouse.touch(table, ecosystem, (month,))


def built_upon(trace: Trace) -> Iterator[str]:
    """What was done since to the rows of an import, and what refers to them, in words."""
    for label, new in trace.new.items():
        model = apps.get_model(label)
        if digest(model, new.runs) != (new.count, new.digest):
            yield _("%(rows)s that it brought in have changed") % {"rows": rows_word(model)}
    for label, rows in trace.changed.items():
        model = apps.get_model(label)
        if count := _differing(model, rows):
            details = {"rows": rows_word(model), "count": count}
            yield _("%(rows)s that it changed have changed again (%(count)s)") % details
    for model, count in _referring(trace).items():
        yield _("%(rows)s refer to what it brought in (%(count)s)") % {
            "rows": rows_word(model),
            "count": count,
        }


def _differing(model: type[Model], rows: Collection[tuple[int, Plain, Plain | None]]) -> int:
    now = rows_of(model, (pk for pk, _before, _after in rows))
    return sum(not _as_left(now.get(pk), after) for pk, _before, after in rows)


def _as_left(now: Plain | None, after: Plain | None) -> bool:
    if now is None or after is None:
        return now is after
    return all(now[name] == value for name, value in after.items())


def _referring(trace: Trace) -> Counter[type[Model]]:
    """How many rows of each table, not of the import itself, point at rows it brought in."""
    found: Counter[type[Model]] = Counter()
    for label, new in trace.new.items():
        model = apps.get_model(label)
        for field in model._meta.get_fields(include_hidden=True):
            other: Any = field.related_model
            if not (field.one_to_many or field.one_to_one) or field.concrete or other is NameWord:
                continue
            name = field.field.name
            own = trace.new.get(other._meta.label_lower)
            for rows in _pointing(other, name, new):
                found[other] += rows.count() - _own(rows, own)
            found[other] -= _turned(trace, other, field.field.attname, new)
    return +found


def _pointing(other: type[Model], name: str, new: New) -> Iterator[Any]:
    for first, last in new.runs:
        yield other._default_manager.filter(**{f"{name}__gte": first, f"{name}__lte": last})


def _own(rows: Any, own: New | None) -> int:
    """How many of them the import itself brought in."""
    if own is None:
        return 0
    return sum(rows.filter(pk__gte=first, pk__lte=last).count() for first, last in own.runs)


def _turned(trace: Trace, other: type[Model], name: str, new: New) -> int:
    """How many rows that were here the import made point at what it brought in."""
    rows = trace.changed.get(other._meta.label_lower, ())
    keys = [after[name] for _pk, _before, after in rows if after and after.get(name)]
    return sum(any(first <= key <= last for first, last in new.runs) for key in keys)


def _remove(model: type[Model], new: New) -> None:
    """Delete rows of which nothing but the import's own rows and search knows.

    Rows are deleted as they stand: that none is left which points at them the database checks at
    the end of the transaction.
    """
    database = router.db_for_write(model)
    for rows in in_runs(model, new.runs):
        if model in SEARCHED:
            named = {f"{SEARCHED[model]}__in": rows.order_by().values("pk")}
            NameWord.objects.filter(**named).order_by().delete()
        rows.order_by()._raw_delete(database)


def _restore(model: type[Model], rows: Collection[tuple[int, Plain, Plain | None]]) -> None:
    """Write back what rows said, and put those back that were taken away."""
    gone = [_made(model, before) for _pk, before, after in rows if after is None]
    model._default_manager.bulk_create(gone, BATCH)
    changed = {pk: before for pk, before, after in rows if after is not None}
    locked = model._default_manager.select_for_update()
    there = [row for some in in_parts(changed) for row in locked.filter(pk__in=some)]
    fields: set[str] = set()
    for row in there:
        for name, value in changed[row.pk].items():
            field = _field(model, name)
            fields.add(field.name)
            stepped = name in STEPS
            setattr(row, name, getattr(row, name) + 1 if stepped else field.to_python(value))
    if there:
        model._default_manager.bulk_update(there, sorted(fields), BATCH)
    named = [row for row in there if isinstance(row, (Organisation, Person))]
    if named:
        index(SEARCHED[model], named)


def _made(model: type[Model], values: Plain) -> Model:
    return model(**{name: _field(model, name).to_python(v) for name, v in values.items()})


def _field(model: type[Model], name: str) -> Any:
    return next(one for one in model._meta.concrete_fields if one.attname == name)
