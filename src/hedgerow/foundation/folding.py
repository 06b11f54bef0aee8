"""Texts found by a part of them, in either case and without accents: ``__has`` on any text field.

Neither SQLite's nor PostgreSQL's own comparison does so: to SQLite É and é are different letters, and
who types on a phone leaves accents out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.lookups import Lookup

Compiled = tuple[str, tuple[Any, ...]]
if TYPE_CHECKING:
    Condition = Lookup[str]
else:
    Condition = Lookup


def folded(text: str) -> str:
    """In small letters and without accents, which would sort behind every plain letter."""
    if text.isascii():
        return text.lower()
    apart = normalize("NFKD", text)
    return "".join(sign for sign in apart if not combining(sign)).casefold()


@models.CharField.register_lookup
@models.TextField.register_lookup
class Has(Condition):
    """Whether a text has a part. Every row is read; ``FoldedField`` has an index."""

    lookup_name = "has"

    def get_prep_lookup(self) -> str:
        return folded(str(self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> Compiled:
        if not self.rhs:  # marks alone, which stand on no letter
            raise EmptyResultSet
        left, given = self.process_lhs(compiler, connection)
        left, times = self.folded_left(left, connection)
        part = connection.ops.prep_for_like_query(self.rhs)
        return f"{left} LIKE %s ESCAPE '\\'", (*(list(given) * times), f"%{part}%")

    def folded_left(self, left: str, connection: Any) -> tuple[str, int]:
        """The folded text in the database's own words, and how often it says ``left``."""
        if connection.vendor == "sqlite":
            _know_folded(connection)
            return f"folded({left})", 1
        bare = f"lower(regexp_replace(normalize({left}, NFKD), '{_marks()}', '', 'g'))"
        small = f"replace(replace({bare}, 'ß', 'ss'), 'ς', 'σ')"
        is_ascii = f"octet_length({left}) = char_length({left})"
        return f"CASE WHEN {is_ascii} THEN lower({left}) ELSE {small} END", 4


def _know_folded(connection: Any) -> None:
    """Once a connection: SQLite lets no function be replaced while rows are being read."""
    connection.ensure_connection()
    if getattr(connection, "knows_folded", None) is not connection.connection:
        connection.connection.create_function("folded", 1, _or_none, deterministic=True)
        connection.knows_folded = connection.connection


def _or_none(text: object) -> str | None:
    return None if text is None else folded(str(text))


def _runs() -> Iterator[tuple[int, int]]:
    """First and last of each run of marks that stand on another letter."""
    marks = (one for one in range(sys.maxunicode + 1) if combining(chr(one)))
    for _, run in groupby(enumerate(marks), lambda one: one[1] - one[0]):
        some = [mark for _, mark in run]
        yield some[0], some[-1]


@cache
def _marks() -> str:
    """PostgreSQL's words for any of them; to look through all letters takes a tenth of a second."""
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _runs()) + "]"
