"""How names are folded for search and order, and who may be the same, what is a part of itself. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher

WORD_LENGTH = 40
CLOSE = 0.75
TATWEEL = "\u0640"
ARABIC_MARKS = ("\u064b", "\u065f")
HEBREW_POINTS = ("\u0591", "\u05c7")
FORMS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "'": "", "’": "", "ʼ": "",
        "׳": "", "״": "", TATWEEL: "",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text without case, accents, Arabic letter forms, harakat or Hebrew points.

    Hangul stays composed, so that a syllable never matches half of another: ``Muñoz`` → ``munoz``.
    """
    if text.isascii():
        return text.lower().replace("'", "")  # as below, many times as quickly
    spread = unicodedata.normalize("NFKD", text.casefold().translate(FORMS))
    bare = "".join(letter for letter in spread if not _is_mark(letter))
    return unicodedata.normalize("NFC", bare).translate(FORMS)


def words(*texts: str) -> list[str]:
    """The folded words of the texts, each once and at most 40 letters, in alphabetical order."""
    found = re.findall(r"\w+", fold(" ".join(texts)).replace("_", " "))
    return sorted({word[:WORD_LENGTH] for word in found})


def sort_name(name: str) -> str:
    """What a person's name is ordered by: folded, spaces made single, at most 200 letters."""
    return " ".join(fold(name).split())[:200]


Told = tuple[str, date | None, str]


def may_be_same(one: Told, other: Told) -> bool:
    """Whether name, birth date and e-mail address may be one person's.

    Names agree with their words in any order; then the birth dates agree, or one is unknown, or
    the address is the same.
    """
    if words(one[0]) != words(other[0]):
        return False
    born_agrees = one[1] == other[1] or one[1] is None or other[1] is None
    return born_agrees or (one[2] != "" and one[2].casefold() == other[2].casefold())


def may_be_spelt(one: Told, other: Told) -> bool:
    """Whether one may be the other in another spelling: the same, or of one day and much alike."""
    if may_be_same(one, other):
        return True
    if one[1] is None or one[1] != other[1]:
        return False
    return _is_close(sort_name(one[0]), sort_name(other[0])) or _is_close(
        " ".join(words(one[0])), " ".join(words(other[0]))
    )


def _is_close(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= CLOSE


def after(prefix: str) -> str:
    """The first text that sorts after every text beginning with ``prefix``."""
    return prefix + "\U0010ffff"


def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 or any(
        first <= letter <= last and unicodedata.category(letter) == "Mn"
        for first, last in (ARABIC_MARKS, HEBREW_POINTS)
    )


def looped(parents: Mapping[str, str]) -> set[str]:
    """What would be a part of itself, at whatever remove; ``parents`` maps each to its parent."""
    settled: set[str] = set()
    found: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        at = start
        while at and at not in settled and at not in path:
            path[at] = None
            at = parents.get(at, "")
        if at in path:
            steps = list(path)
            found.update(steps[steps.index(at) :])
        settled.update(path)
    return found
