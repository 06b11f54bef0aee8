"""How each database is asked for words: its own expression of a query, and its own rank.

Tokens are letters and digits only, so nothing of a query can be read as syntax.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection

from hedgerow.foundation.search.analysis import Word


@dataclass(frozen=True, slots=True)
class Engine:
    """``found`` joins entries and words, ``matches`` takes one parameter, ``rank`` is least for the
    best and takes as many parameters as it says.

    ``looked_up`` ends a condition on each entry that is found, so that the words are asked first.
    PostgreSQL knows little of how many entries have a word, and would begin with the condition.
    """

    found: str
    matches: str
    rank: str
    ranked_by_query: bool
    looked_up: str
    expression: Callable[[Sequence[Word]], str]


def engine() -> Engine:
    """Of the database that is connected."""
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _fts5(words: Sequence[Word]) -> str:
    return " AND ".join(_fts5_word(word) for word in words)


def _fts5_word(word: Word) -> str:
    ways = [f'"{token}"' for token in word.any_of]
    if word.all_of:
        ways.append("(" + " AND ".join(f'"{token}"' for token in word.all_of) + ")")
    if word.prefix:
        ways.append(f'"{word.prefix}" *')
    return "(" + " OR ".join(ways) + ")"


def _tsquery(words: Sequence[Word]) -> str:
    return " & ".join(_tsquery_word(word) for word in words)


def _tsquery_word(word: Word) -> str:
    ways = [f"'{token}'" for token in word.any_of]
    if word.all_of:
        ways.append("(" + " & ".join(f"'{token}'" for token in word.all_of) + ")")
    if word.prefix:
        ways.append(f"'{word.prefix}':*")
    return "(" + " | ".join(ways) + ")"


_SQLITE = Engine(
    found="search_words JOIN search_entry ON search_entry.id = search_words.rowid",
    matches="search_words MATCH %s",
    rank="bm25(search_words, 8.0, 3.0, 1.0)",
    ranked_by_query=False,
    looked_up="",
    expression=_fts5,
)
_POSTGRESQL = Engine(
    found="search_entry",
    matches="search_entry.words @@ %s::tsquery",
    # by weights of D, C, B and A, and less the longer the text is
    rank="-ts_rank('{0.1, 0.1, 0.35, 1.0}', search_entry.words, %s::tsquery, 1)::float8",
    ranked_by_query=True,
    looked_up=" OFFSET 0",
    expression=_tsquery,
)
