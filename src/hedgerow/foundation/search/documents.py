"""What an app wants found: its sources, and the texts of each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Weight(IntEnum):
    """How much a word counts: in a title, in what sums it up, in the rest."""

    STRONG = 0
    MIDDLE = 1
    WEAK = 2


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a row; ``language`` is a code of BCP 47, empty where nobody knows it."""

    text: str
    language: str
    weight: Weight = Weight.WEAK


@dataclass(frozen=True, slots=True)
class Document:
    """All texts by which one row is found; ``row`` is its number in the table it comes from."""

    row: int
    uuid: UUID
    ecosystem: int | None
    language: str
    texts: Sequence[Text]


Leaning = Callable[[Sequence[int]], "QuerySet[Any]"]
"""The rows whose texts are partly those of these rows of another table."""


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one kind that are found: all that ``rows()`` has, each as ``document(row)`` says.

    A row that is no longer among ``rows()`` is no longer found. What somebody may see of what is
    found, the searcher says anew each time (``among``): nothing is decided here. ``leans_on`` says,
    by the subject of another table, which rows take texts from there.
    """

    kind: str
    rows: Callable[[], QuerySet[Any]]
    document: Callable[[Any], Document]
    leans_on: Mapping[str, Leaning] = field(default_factory=dict)


@cache
def sources() -> dict[str, Source]:
    """Every declared source, by kind."""
    modules = (import_module(path) for path in settings.HEDGEROW_SEARCHABLE)
    return {source.kind: source for module in modules for source in module.SOURCES}
