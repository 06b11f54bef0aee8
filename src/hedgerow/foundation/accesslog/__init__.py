"""The access log: who opened which learner's record, when, and why.

Reading leaves no fact in the journal, yet a family may ask who looked. Every page and API call that
shows one learner's record calls ``accesslog.opened``; lists that name many learners do not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgerow.foundation.accesslog.actions import opened, opened_each
    from hedgerow.foundation.accesslog.queries import openings_of

_HOMES = {"opened": "actions", "opened_each": "actions", "openings_of": "queries"}

__all__ = ["opened", "opened_each", "openings_of"]


def __getattr__(name: str) -> object:
    """Hand out what needs models on first use: Django imports this package before they may load."""
    if name in _HOMES:
        return getattr(import_module(f"hedgerow.foundation.accesslog.{_HOMES[name]}"), name)
    raise AttributeError(name)
