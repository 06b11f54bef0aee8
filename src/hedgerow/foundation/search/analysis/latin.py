"""Stems of English, Spanish, Italian and German (Snowball), and the parts of Swahili words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from hedgerow.foundation.search.analysis.folding import plain

STEMMED = {"en": "english", "es": "spanish", "it": "italian", "de": "german"}
_of_thread = threading.local()

_SUBJECTS = ("ni", "u", "a", "tu", "m", "wa", "i", "ya", "ki", "vi", "zi")
_TENSES = ("na", "li", "ta", "me", "ki")
_CLASSES = ("mwa", "mw", "m", "wa", "w", "mi", "ma", "ki", "vi", "ch", "vy", "ku", "kw", "u")
_VERBS = tuple(subject + tense for subject in _SUBJECTS for tense in _TENSES)
_LEAST = 3


@lru_cache(maxsize=200_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """What Snowball makes of a word, and of the word as somebody types it who leaves accents out."""
    stemmer = _stemmer(STEMMED[language])
    found = (plain(stemmer.stemWord(word)), plain(stemmer.stemWord(plain(word))))
    return tuple(dict.fromkeys(stem for stem in found if stem))


def _stemmer(name: str) -> Any:
    """One for each thread: a stemmer keeps the word it is at."""
    known = _of_thread.__dict__.setdefault("stemmers", {})
    if name not in known:
        import snowballstemmer

        known[name] = snowballstemmer.stemmer(name)
    return known[name]


@lru_cache(maxsize=100_000)
def swahili(word: str) -> tuple[str, ...]:
    """A word without the sign of its class (mtoto, watoto: toto), of who does it and when
    (anasoma: soma) and of the place (shuleni: shule)."""
    whole = plain(word)
    ends = [whole, *([whole[:-2]] if whole.endswith("ni") and len(whole) > _LEAST + 1 else [])]
    found = dict.fromkeys(ends[1:])
    for end in ends:
        found.update(dict.fromkeys(_without(end, (*_CLASSES, *_VERBS))))
    return tuple(found)


def _without(word: str, beginnings: tuple[str, ...]) -> Iterator[str]:
    for beginning in beginnings:
        if word.startswith(beginning) and len(word) - len(beginning) >= _LEAST:
            yield word[len(beginning) :]
