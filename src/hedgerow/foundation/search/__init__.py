"""Search: what apps want found, cut into tokens by one analyser and kept in the database's own index.

Each app declares its sources (``searchable.py``, named by the setting ``HEDGEROW_SEARCHABLE``): which
rows are found, and the texts of each with language and weight. Writers keep the index up in their own
transaction, or mark rows of a set for the job that follows within seconds::

    search.refresh("opportunities.opportunity", [row.pk])     # in the writing transaction
    search.touch("opportunities.opportunity", many_ids)       # the same, by the job
    search.touch_leaning("people.organisation", [row.pk])     # what takes texts from these, by the job
    search.ranked("opportunities.opportunity", "clases de música", among=rows, limit=25)

The analyser (``analysis``) does the same for SQLite (FTS5) and PostgreSQL (tsvector), so both find
alike. A query is words, never syntax: quotes, operators and signs mean nothing in it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hedgerow.foundation.search.documents import Document, Source, Text, Weight

if TYPE_CHECKING:
    from hedgerow.foundation.search.actions import forget, refresh, touch, touch_leaning
    from hedgerow.foundation.search.queries import Hit, Hits, Place, matching, ranked, some

_HOMES = {
    "forget": "actions",
    "refresh": "actions",
    "touch": "actions",
    "touch_leaning": "actions",
    "Hit": "queries",
    "Hits": "queries",
    "Place": "queries",
    "matching": "queries",
    "ranked": "queries",
    "some": "queries",
}

__all__ = [
    "Document",
    "Hit",
    "Hits",
    "Place",
    "Source",
    "Text",
    "Weight",
    "forget",
    "matching",
    "ranked",
    "refresh",
    "some",
    "touch",
    "touch_leaning",
]


def __getattr__(name: str) -> object:
    """Hand out what needs models on first use: Django imports this package before they may load."""
    if name in _HOMES:
        return getattr(import_module(f"hedgerow.foundation.search.{_HOMES[name]}"), name)
    raise AttributeError(name)
