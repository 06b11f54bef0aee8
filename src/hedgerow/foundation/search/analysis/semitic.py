"""Arabic and Hebrew words without what is written together with them.

Source: the light stemming of Arabic (Larkey, Ballesteros and Connell, "light10", 2002); to find broken
plurals too (نشاط، أنشطة), the consonants alone are one more reading of a word.
"""

from __future__ import annotations

from functools import lru_cache

from hedgerow.foundation.search.analysis.folding import plain

_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_JOINED = ("و", "ف", "ب", "ك", "ل")
_ARABIC_ENDS = ("ها", "هم", "نا", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LONG_VOWELS = str.maketrans("", "", "اوي")

_HEBREW_JOINED = frozenset("והבלכמש")
_HEBREW_ENDS = ("ייה", "יימ", "ימ", "ות", "יה", "ית", "ה", "ת", "י")
_LEAST = 3
_SHORTEST_ROOT = 2
_MOST_JOINED = 3


@lru_cache(maxsize=100_000)
def arabic(word: str) -> tuple[str, ...]:
    """Readings of an Arabic word: without article and particles, without endings, consonants."""
    whole = plain(word)
    found = dict.fromkeys([whole])
    for reading in _arabic_beginnings(whole):
        found[reading] = None
        for end in _ARABIC_ENDS:
            if reading.endswith(end) and len(reading) - len(end) >= _SHORTEST_ROOT:
                found[reading.removesuffix(end)] = None
                break
    for reading in tuple(found):
        consonants = reading.translate(_LONG_VOWELS)
        if len(consonants) >= _LEAST:
            found[consonants] = None
    return tuple(found)


def _arabic_beginnings(word: str) -> list[str]:
    found = [word]
    article = next((one for one in _ARTICLES if word.startswith(one)), "")
    if article and len(word) - len(article) >= _SHORTEST_ROOT:
        return [word, word.removeprefix(article)]
    if word[:1] in _JOINED and len(word) > _LEAST:
        found.append(word[1:])
        if (
            word.startswith("و")
            and word[1:].startswith(("لل", "ب", "ل"))
            and len(word) > _LEAST + 2
        ):
            found.append(word[2:].removeprefix("ل"))
    return found


@lru_cache(maxsize=100_000)
def hebrew(word: str) -> tuple[str, ...]:
    """Readings of a Hebrew word: without the letters joined before it, without endings."""
    whole = plain(word)
    found = dict.fromkeys([whole])
    beginnings, rest = [whole], whole
    for _letter in range(_MOST_JOINED):
        if rest[:1] not in _HEBREW_JOINED or len(rest) <= _LEAST:
            break
        rest = rest[1:]
        beginnings.append(rest)
    for reading in beginnings:
        found[reading] = None
        for end in _HEBREW_ENDS:
            if reading.endswith(end) and len(reading) - len(end) >= _LEAST:
                found[reading.removesuffix(end)] = None
    return tuple(found)
