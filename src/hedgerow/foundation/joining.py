"""Ways in which rows of two records become those of one; ``merging`` says what a rule is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise

from .merging import Rule, Two


def moved(model: Any, *fields: str, named: str | Promise) -> Rule:
    """Rows of which both persons may have any number."""

    def join(two: Two) -> None:
        for field in fields:
            model._default_manager.filter(**{field: two.gone}).update(**{field: two.kept})

    return Rule(model, fields, named, join)


def stretches(
    model: Any,
    same: Sequence[str],
    *,
    named: str | Promise,
    told: str | Promise,
    settle: Callable[[Any, Any], None] = lambda stays, goes: None,
) -> Rule:
    """Rows from a day to a day, of which two alike in ``same`` that share a day become one.

    The record that stays keeps its row, from the earlier first day to the later last; ``settle``
    says what else it takes over.
    """

    def join(two: Two) -> None:
        lost, kept = [], []
        for stays, others in _runs(model, same, two):
            for goes in others:
                stays.starts = min(stays.starts, goes.starts)
                stays.ends = _later(stays.ends, goes.ends)
                settle(stays, goes)
                lost.append(goes.pk)
            stays.person_id = two.kept
            kept.append(stays)
        model._default_manager.filter(pk__in=lost).delete()
        for row in kept:
            row.save()
        model._default_manager.filter(person=two.gone).update(person=two.kept)

    def clashes(two: Two) -> int:
        return sum(len(others) for _stays, others in _runs(model, same, two))

    return Rule(model, ("person",), named, join, told, clashes)


def once(
    model: Any,
    same: Sequence[str],
    *,
    named: str | Promise,
    told: str | Promise,
    better: Callable[[Any, Any], bool] = lambda stays, goes: False,
) -> Rule:
    """Rows of which a person has one for each ``same``; ``better`` says that of the two the one goes
    that was to stay."""

    def pairs(two: Two) -> list[tuple[Any, Any]]:
        mine = {_key(row, same): row for row in model._default_manager.filter(person=two.kept)}
        theirs = model._default_manager.filter(person=two.gone)
        return [(mine[key], row) for row in theirs if (key := _key(row, same)) in mine]

    def join(two: Two) -> None:
        lost = [stays if better(stays, goes) else goes for stays, goes in pairs(two)]
        model._default_manager.filter(pk__in=[row.pk for row in lost]).delete()
        model._default_manager.filter(person=two.gone).update(person=two.kept)

    return Rule(model, ("person",), named, join, told, lambda two: len(pairs(two)))


def ended(model: Any, *, named: str | Promise, told: str | Promise) -> Rule:
    """Rows by which the record that goes was signed in: they end for good."""

    def join(two: Two) -> None:
        model._default_manager.filter(person=two.gone).delete()

    return Rule(model, ("person",), named, join, told, final=True)


def _runs(model: Any, same: Sequence[str], two: Two) -> Iterable[tuple[Any, list[Any]]]:
    """Rows of both that are alike and share days: the one that stays, and the others."""
    alike: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    rows = model._default_manager.filter(person__in=(two.kept, two.gone))
    for row in rows.order_by("starts", "pk"):
        alike[_key(row, same)].append(row)
    for some in alike.values():
        for run in _sharing_days(some):
            run.sort(key=lambda row: row.person_id != two.kept)
            if len({row.person_id for row in run}) > 1:
                yield run[0], run[1:]


def _sharing_days(rows: Iterable[Any]) -> Iterable[list[Any]]:
    run: list[Any] = []
    last: date | None = None
    for row in rows:
        if run and (last is None or row.starts <= last):
            run.append(row)
            last = _later(last, row.ends)
            continue
        if run:
            yield run
        run, last = [row], row.ends
    if run:
        yield run


def _key(row: Any, same: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in same)


def _later(one: date | None, other: date | None) -> date | None:
    """The later last day; None goes on."""
    return None if one is None or other is None else max(one, other)
