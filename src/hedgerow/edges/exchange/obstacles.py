"""What was done since to the rows of an import, and which rows are in the way of its undoing."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from hedgerow.commons.people.models import Merge, NameWord, Person
from hedgerow.foundation.sets import in_parts

from .bare import Plain
from .digests import FIRST, STEPS, differing, digest, in_runs
from .errors import Reason
from .naming_rows import named
from .trace import New, Trace
from .tracing import rows_of
from .written import rows_word

NAMED = 3
ERASED = Q(erased_at__isnull=False, merged_into=None)
SPENT: dict[type[Model], Q] = {Merge: Q(undone_at__isnull=False)}
"""Rows that say only what once was done to others: they go with these."""
FOUND_BY = ("person", "learner", "guardian")


def obstacles(trace: Trace) -> Iterator[Reason]:
    """What was done since to the rows of an import, and what refers to them.

    Rows that say what the import left them with are unchanged, however often they were edited; those
    of somebody erased are in nobody's way, nor are rows that are gone.
    """
    for label, new in trace.new.items():
        model = apps.get_model(label)
        if found := _changed(model, new):
            yield found
    for label, rows in trace.changed.items():
        model = apps.get_model(label)
        if keys := _differing(model, rows):
            details = {"rows": rows_word(model), "count": len(keys)}
            reason = _("%(rows)s that it changed have changed again (%(count)s)") % details
            yield Reason(reason, named(_first(model, keys)))
    yield from _referring(trace)


def _changed(model: type[Model], new: New) -> Reason | None:
    """What stands otherwise than the import brought it in; of earlier imports, what was edited."""
    reason = _("%(rows)s that it brought in have changed") % {"rows": rows_word(model)}
    count, now, _marks = digest(model, new.runs)
    if (count, now) == (new.count, new.digest):
        return None
    if new.marks:
        keys = not_erased(model, differing(model, new.runs, new.marks))
        return Reason(reason, named(_first(model, keys))) if keys else None
    if digest(model, new.runs, as_edited=True)[:2] == (new.count, new.digest):
        return None
    return Reason(reason, named(islice(_edited(model, new), NAMED)))


def _edited(model: type[Model], new: New) -> Iterator[Model]:
    if any(one.name in STEPS for one in model._meta.concrete_fields):
        for rows in in_runs(model, new.runs):
            yield from rows.filter(revision__gt=FIRST)[:NAMED]


def not_erased(model: type[Model], keys: Iterable[int]) -> list[int]:
    """The keys without those of rows about somebody who was erased."""
    everything, about = list(keys), _about_erased(model)
    if about is None:
        return everything
    erased = {
        pk
        for some in in_parts(everything)
        for pk in model._default_manager.filter(about, pk__in=some).values_list("pk", flat=True)
    }
    return [pk for pk in everything if pk not in erased]


def _about_erased(model: type[Model]) -> Q | None:
    if model is Person:
        return ERASED
    names = [one.name for one in model._meta.concrete_fields if one.name in FOUND_BY]
    if not names:
        return None
    found = Q()
    for name in names:
        found |= _erased(name)
    return found


def _first(model: type[Model], keys: Iterable[int]) -> list[Model]:
    return list(model._default_manager.filter(pk__in=list(islice(keys, NAMED))).order_by("pk"))


def _differing(model: type[Model], rows: Collection[tuple[int, Plain, Plain | None]]) -> list[int]:
    now = rows_of(model, (pk for pk, _before, _after in rows))
    return [pk for pk, _before, after in rows if not _as_left(now.get(pk), after)]


def _as_left(now: Plain | None, after: Plain | None) -> bool:
    if now is None or after is None:
        return now is None  # a row that is gone is in nobody's way
    return all(now[name] == value for name, value in after.items() if name not in STEPS)


def _referring(trace: Trace) -> Iterator[Reason]:
    """Rows of each table, not of the import itself, that point at rows it brought in."""
    found: Counter[type[Model]] = Counter()
    shown: dict[type[Model], list[Model]] = {}
    for label, new in trace.new.items():
        model = apps.get_model(label)
        some_erased = model is Person and any(
            rows.filter(ERASED).exists() for rows in in_runs(model, new.runs)
        )
        for other, name in _pointing_at(model):
            own = trace.new.get(other._meta.label_lower)
            for rows in _pointing(other, name, new, some_erased):
                found[other] += rows.count() - _own(rows, own)
                if found[other] > 0:
                    shown.setdefault(other, []).extend(_first(other, _not_own(rows, own)))
            found[other] -= _turned(trace, other, f"{name}_id", new)
    for other, count in (+found).items():
        details = {"rows": rows_word(other), "count": count}
        reason = _("%(rows)s refer to what it brought in (%(count)s)") % details
        yield Reason(reason, named(shown.get(other, [])[:NAMED]))


def _pointing_at(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Each table that points at this one, and by which field; words for search do not count."""
    fields: Any = model._meta.get_fields(include_hidden=True)
    for one in fields:
        other = one.related_model
        if (one.one_to_many or one.one_to_one) and not one.concrete and other is not NameWord:
            yield other, one.field.name


def _pointing(other: type[Model], name: str, new: New, some_erased: bool) -> Iterator[Any]:
    """Rows that keep what the import brought in, run by run.

    Who was erased stays as an empty row, whatever points at it.
    """
    for first, last in new.runs:
        rows: Any = other._default_manager.filter(**{f"{name}__gte": first, f"{name}__lte": last})
        if other in SPENT:
            rows = rows.exclude(SPENT[other])
        if some_erased:
            rows = rows.exclude(_erased(name))
        yield rows


def _erased(name: str) -> Q:
    return Q(**{f"{name}__erased_at__isnull": False, f"{name}__merged_into": None})


def _own(rows: Any, own: New | None) -> int:
    """How many of them the import itself brought in."""
    if own is None:
        return 0
    return sum(rows.filter(pk__gte=first, pk__lte=last).count() for first, last in own.runs)


def _not_own(rows: Any, own: New | None) -> Iterator[int]:
    runs = own.runs if own else []
    for key in rows.order_by("pk").values_list("pk", flat=True).iterator():
        if not any(first <= key <= last for first, last in runs):
            yield key


def _turned(trace: Trace, other: type[Model], name: str, new: New) -> int:
    """How many rows that were here the import made point at what it brought in."""
    rows = trace.changed.get(other._meta.label_lower, ())
    keys = [after[name] for _pk, _before, after in rows if after and after.get(name)]
    return sum(any(first <= key <= last for first, last in new.runs) for key in keys)
