"""What an import wrote, taken out again, while nothing has built on it."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import IntegrityError, router, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from hedgerow.commons.frameworks.actions.described import clear_codes
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.actions.telling import index
from hedgerow.commons.people.models import NameWord, Organisation, Person
from hedgerow.foundation import warehouse
from hedgerow.foundation.parts import with_folded
from hedgerow.foundation.sets import BATCH, in_parts

from .bare import Plain
from .digests import STEPS, in_runs
from .errors import BuiltUpon, Reason
from .obstacles import ERASED, SPENT, not_erased, obstacles
from .trace import New, Trace
from .written import TABLES

SEARCHED: dict[type[Model], str] = {Organisation: "organisation", Person: "person"}


def take_back(trace: Trace) -> None:
    """Remove what the import added and write back what it changed, in the caller's transaction.

    The caller holds the ecosystem's lock. Raises BuiltUpon, saying what has built on it.
    """
    if reasons := list(obstacles(trace)):
        raise BuiltUpon(reasons)
    for one in reversed(TABLES):
        new = trace.new.get(one.model._meta.label_lower)
        if new is not None:
            _remove(one.model, new)
    try:
        with transaction.atomic():
            for label, rows in trace.changed.items():
                _restore(apps.get_model(label), rows)
    except IntegrityError as error:  # what it took away has been entered anew
        raise BuiltUpon([Reason(_("what it replaced is here again"))]) from error
    for table, ecosystem, month in trace.months:
        warehouse.touch(table, ecosystem, (month,))


def _remove(model: type[Model], new: New) -> None:
    """Delete rows of which nothing but the import's own rows and search knows; who was erased stays.

    Rows are deleted as they stand: that none is left which points at them the database checks at
    the end of the transaction.
    """
    database = router.db_for_write(model)
    for found in in_runs(model, new.runs):
        rows = found.exclude(ERASED) if model is Person else found
        if model is Person:
            _remove_spent(rows)
        if model in SEARCHED:
            named = {f"{SEARCHED[model]}__in": rows.order_by().values("pk")}
            NameWord.objects.filter(**named).order_by().delete()
        rows.order_by()._raw_delete(database)


def _remove_spent(persons: Any) -> None:
    """Delete what only says what once was done to these people."""
    keys = persons.order_by().values("pk")
    for other, spent in SPENT.items():
        about = Q()
        for one in other._meta.concrete_fields:
            if one.related_model is Person and not one.null:
                about |= Q(**{f"{one.name}__in": keys})
        other._default_manager.filter(spent, about).delete()


def _restore(model: type[Model], rows: Collection[tuple[int, Plain, Plain | None]]) -> None:
    """Write back what rows said, but for those of who was erased, and put those back that were taken away."""
    gone = [_made(model, before) for _pk, before, after in rows if after is None]
    _turn_to_kept(model, gone)
    if model is Item:
        clear_codes([pk for pk, before, after in rows if after is not None and "code" in before])
    model._default_manager.bulk_create(gone, BATCH)
    changed = {pk: before for pk, before, after in rows if after is not None}
    locked = model._default_manager.select_for_update()
    keys = in_parts(not_erased(model, changed))
    there = [row for some in keys for row in locked.filter(pk__in=some)]
    fields: set[str] = set()
    for row in there:
        for name, value in changed[row.pk].items():
            field = _field(model, name)
            fields.add(field.name)
            stepped = name in STEPS
            setattr(row, name, getattr(row, name) + 1 if stepped else field.to_python(value))
    if there:
        model._default_manager.bulk_update(there, with_folded(model, sorted(fields)), BATCH)
    named = [row for row in there if isinstance(row, (Organisation, Person))]
    if named:
        index(SEARCHED[model], named)


def _made(model: type[Model], values: Plain) -> Model:
    return model(**{name: _field(model, name).to_python(v) for name, v in values.items()})


def _turn_to_kept(model: type[Model], rows: Collection[Model]) -> None:
    """Have rows that are put back name the records into which those that they named were merged."""
    for field in model._meta.concrete_fields:
        if field.related_model is Person:
            named = {getattr(row, field.attname) for row in rows} - {None}
            merged = Person.objects.filter(merged_into__isnull=False)
            kept = dict(
                pair
                for some in in_parts(named)
                for pair in merged.filter(pk__in=some).values_list("pk", "merged_into")
            )
            for row in rows:
                pk = getattr(row, field.attname)
                setattr(row, field.attname, kept.get(pk, pk))


def _field(model: type[Model], name: str) -> Any:
    return next(one for one in model._meta.concrete_fields if one.attname == name)
