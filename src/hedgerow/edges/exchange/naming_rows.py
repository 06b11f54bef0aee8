"""Rows that are in the way, as people call them, with the page on which they stand."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model

from .errors import Named

PAGES: Mapping[str, tuple[str, str]] = {
    "people.person": ("person", "name"),
    "people.organisation": ("organisation", "name"),
    "membership.group": ("group", "name"),
    "activities.activity": ("activity", "title"),
    "observations.indicator": ("indicator", "key"),
    "frameworks.framework": ("framework", "title"),
}
"""The route of each table's page, and the field that names a row."""
FOUND_BY = (
    "person", "learner", "kept", "activity", "group", "indicator", "framework", "organisation",
    "parent", "session",
)  # fmt: skip
"""By what a row without a page of its own is found, the first that it has."""
NOBODY = "–"


def named(rows: Iterable[Model]) -> tuple[Named, ...]:
    """Each row that stands on a page, once a page."""
    found = {(one.table, one.key): one for row in rows for one in _named(row)}
    return tuple(found.values())


def named_again(keys: Iterable[tuple[str, int]]) -> tuple[Named, ...]:
    """The rows of these tables and keys that are still there."""
    wanted: list[Any] = [
        apps.get_model(table)._default_manager.filter(pk=key).first() for table, key in keys
    ]
    return named(row for row in wanted if row is not None)


def _named(row: Model) -> Iterator[Named]:
    told: Any = row
    for _step in range(3):  # an attendance > its session > the activity of that
        label = told._meta.label_lower
        if label in PAGES:
            route, field = PAGES[label]
            yield Named(label, told.pk, str(getattr(told, field)) or NOBODY, route, told.uuid)
            return
        there = (getattr(told, name, None) for name in FOUND_BY)
        told = next((one for one in there if isinstance(one, Model)), None)
        if told is None:
            return
