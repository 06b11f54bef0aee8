"""Words of a text, and their plain form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 64
_WORD = re.compile(r"[^\W_]+(?:['’׳״][^\W_]+)*")
_JOINED = re.compile(r"['’׳״]")
_TATWEEL = re.compile("[\u0640\u200c\u200d\u00ad]")
_ALIKE = str.maketrans(
    {
        "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا",
        "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
    }
)  # fmt: skip
"""Letters that are written one for the other, or in two ways by their place in a word."""


def words(text: str) -> list[str]:
    """The words of a text in order, in NFKC and lower case, with their accents; none too long.

    Vowel signs and accents go by the analyser: of Hebrew and Arabic they go here, as a word would
    end at each.
    """
    whole = unicodedata.normalize("NFKC", _TATWEEL.sub("", text)).casefold()
    pointless = "".join(one for one in whole if not _is_point(one))
    found = []
    for word in _WORD.findall(unicodedata.normalize("NFC", pointless)):
        parts = _JOINED.split(word)
        # l'arte, dell’arte: found by the word and by what the apostrophe joins to it
        found += [part for part in parts if part][:4]
    return [word[:LONGEST_WORD] for word in found]


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """A word without accents, points and signs of vowels; only letters and digits stay."""
    apart = unicodedata.normalize("NFKD", word)
    bare = "".join(one for one in apart if unicodedata.category(one)[0] != "M")
    together = unicodedata.normalize("NFC", bare).casefold().translate(_ALIKE)
    return "".join(one for one in together if unicodedata.category(one)[0] in "LN")


def script(word: str) -> str:
    """Of what script a word is, told by its first letter that tells."""
    for letter in word:
        for name, first, last in _SCRIPTS:
            if first <= letter <= last:
                return name
    return "other"


def _is_point(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn" and (
        "\u0591" <= sign <= "\u05c7" or "\u0610" <= sign <= "\u06ed"
    )


_SCRIPTS = (
    ("latin", "a", "z"), ("latin", "\u00df", "\u024f"), ("latin", "\u1e00", "\u1eff"),
    ("hebrew", "\u05d0", "\u05ea"), ("arabic", "\u0620", "\u06d3"), ("hangul", "\uac00", "\ud7a3"),
    ("unspaced", "\u3040", "\u30ff"), ("unspaced", "\u3400", "\u9fff"), ("unspaced", "\u0e00", "\u0e7f"),
)  # fmt: skip
