"""What a text is found by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hedgerow.foundation.search.analysis.folding import plain, script, words
from hedgerow.foundation.search.analysis.latin import STEMMED, stems, swahili
from hedgerow.foundation.search.analysis.pairs import korean_core, pairs
from hedgerow.foundation.search.analysis.semitic import arabic, hebrew

VERSION = 1
"""Another number has every entry read anew: raise it with each change of what is made of words."""
LONGEST_TEXT = 20_000


def tokens(text: str, language: str) -> list[str]:
    """The tokens of a text in that language (BCP 47; empty: unknown), of letters and digits only."""
    base = language.partition("-")[0].lower()
    found = words(text[:LONGEST_TEXT])
    made = [token for word in found for token in readings(word, base)]
    return made + [token for one, two in pairwise(found) for token in _across(one, two)]


def readings(word: str, language: str) -> tuple[str, ...]:
    """A word as it is, and what its language makes of it."""
    return tuple(dict.fromkeys(token for token in _readings(word, language) if token))


def _readings(word: str, language: str) -> Iterator[str]:
    written = script(word)
    if written in ("hangul", "unspaced"):
        yield from pairs(plain(word))
        return
    yield plain(word)
    if written == "arabic":
        yield from arabic(word)
    elif written == "hebrew":
        yield from hebrew(word)
    elif written == "latin":
        yield from _latin(word, language)


def _latin(word: str, language: str) -> Iterator[str]:
    for known in (language,) if language in (*STEMMED, "sw") else STEMMED if not language else ():
        yield from swahili(word) if known == "sw" else stems(word, known)


def _across(one: str, two: str) -> Iterator[str]:
    """방과후 학교 is written 방과후학교 too: the pair where two words meet."""
    if script(one) == script(two) == "hangul":
        yield (korean_core(plain(one))[-1:] + plain(two)[:1])
