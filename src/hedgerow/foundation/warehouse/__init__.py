"""The warehouse: a columnar copy (Parquet) of what the measures need.

Each app declares the tables it publishes (``tables.py``); every write marks ``(table, ecosystem,
month)`` dirty in its own transaction, and a job refreshes just those. Measures read tables by
name and never touch the database of the apps that wrote them::

    warehouse.touch("attendance", ecosystem_id, {"2026-03"})    # in the writing transaction
    warehouse.table("attendance", [ecosystem_id])                # an Ibis expression
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgerow.foundation.warehouse.actions import refresh, touch
    from hedgerow.foundation.warehouse.queries import table

_HOMES = {"touch": "actions", "refresh": "actions", "table": "queries"}

__all__ = ["refresh", "table", "touch"]


def __getattr__(name: str) -> object:
    """Hand out what needs models, or Ibis, on first use: Django imports this package early."""
    if name in _HOMES:
        return getattr(import_module(f"hedgerow.foundation.warehouse.{_HOMES[name]}"), name)
    raise AttributeError(name)
