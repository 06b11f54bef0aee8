"""Of one language, the words by which headings and cells say what they are, as they are compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .folded import plain


def said(text: str) -> tuple[str, ...]:
    """Words and phrases between commas."""
    return tuple(one for each in text.split(",") if (one := plain(each)))


def spelt(**words: str) -> "Words":
    """Words of cells by what they mean, with their signs."""
    return {name: tuple(one.strip() for one in text.split(",")) for name, text in words.items()}


def phrased(words: Mapping[str, str]) -> Mapping[str, str]:
    """Phrases that stand for a word, as headings are compared."""
    return {plain(phrase): plain(word) for phrase, word in words.items()}


Words = Mapping[str, tuple[str, ...]]


def by(**words: str) -> Words:
    """The same, by what they say."""
    return {name: said(text) for name, text in words.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """Vocabularies by the names that they have where they are used; ``fields`` by target and field.

    Of ``names`` some are those of ``first`` ones or of the family (``last``), and ``bare`` ones say no
    more than that it is a name. A compound begins with one of ``heads`` and ends with one of ``tails``.
    ``national`` are numbers by which a state knows somebody.
    """

    fields: Mapping[str, Words]
    names: Words
    plain: Words
    kin: Words
    phrases: Mapping[str, str] = field(default_factory=dict)
    ordinals: Mapping[str, str] = field(default_factory=dict)
    roles: Words
    marks: Words
    clubs: Words
    national: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
