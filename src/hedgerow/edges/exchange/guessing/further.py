"""The languages each of which has its words in a file of its own."""

from collections.abc import Iterator, Mapping
from typing import Final

from .hebrew import HEBREW
from .italian import ITALIAN
from .korean import KOREAN
from .tongue import Tongue, Words

TONGUES: Final[tuple[Tongue, ...]] = (ITALIAN, KOREAN, HEBREW)


def names(which: str) -> frozenset[str]:
    """Words for parts of a name: ``first``, ``last`` or ``bare``."""
    return _of(which, *(one.names for one in TONGUES))


def plain_words(which: str) -> frozenset[str]:
    return _of(which, *(one.plain for one in TONGUES))


def kin(which: str) -> frozenset[str]:
    return _of(which, *(one.kin for one in TONGUES))


def clubs(which: str) -> frozenset[str]:
    return _of(which, *(one.clubs for one in TONGUES))


def fields(target: str) -> Iterator[Words]:
    """Words by field of a target, for each language."""
    return (one.fields.get(target, {}) for one in TONGUES)


def phrases() -> Mapping[str, str]:
    return {phrase: word for one in TONGUES for phrase, word in one.phrases.items()}


def ordinals() -> Mapping[str, str]:
    return {word: number for one in TONGUES for word, number in one.ordinals.items()}


def roles(which: str) -> tuple[str, ...]:
    return tuple(word for one in TONGUES for word in one.roles.get(which, ()))


def marks(which: str) -> tuple[str, ...]:
    return tuple(word for one in TONGUES for word in one.marks.get(which, ()))


def national() -> frozenset[str]:
    return frozenset(word for one in TONGUES for word in one.national)


def refused() -> frozenset[str]:
    return frozenset(word for one in TONGUES for word in one.refused)


def compound(word: str) -> list[str]:
    """The parts of a compound, or the word alone."""
    for one in TONGUES:
        for head in one.heads:
            if word.startswith(head) and word[len(head) :] in one.tails:
                return [head, word[len(head) :]]
    return [word]


def _of(which: str, *tables: Words) -> frozenset[str]:
    return frozenset(word for table in tables for word in table.get(which, ()))
