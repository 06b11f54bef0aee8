"""The journal: what happened, kept so that nobody can change it unnoticed.

A *fact* is one act: who did what, when, to which subjects. It is inserted in the transaction of
the change it tells of and can never be updated or deleted; its *content* can be erased. Within
seconds the sealer gives each fact the next *seal* of its ecosystem's tree (RFC 6962), so that a
fact altered, slipped in or taken away is found by ``hedgerow doctor``.

Other apps call ``journal.record`` and ``journal.erase_content``; reading is in ``queries``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgerow.foundation.journal.actions import erase_content, of_many_rows, record
    from hedgerow.foundation.journal.books import close_book, open_book

_HOMES = {
    "close_book": "books",
    "open_book": "books",
    "erase_content": "actions",
    "of_many_rows": "actions",
    "record": "actions",
}

__all__ = ["close_book", "erase_content", "of_many_rows", "open_book", "record"]


def __getattr__(name: str) -> object:
    """Hand out the actions on first use: Django imports this package before models may load."""
    if name in _HOMES:
        return getattr(import_module(f"hedgerow.foundation.journal.{_HOMES[name]}"), name)
    raise AttributeError(name)
