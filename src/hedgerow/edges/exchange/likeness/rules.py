"""Whether somebody new may be somebody who is here, told otherwise by an earlier list. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal

from hedgerow.commons.people.rules import sort_name, words

Why = Literal["name", "born"]
"""In what the two agree: the whole name, with another birth date, or the birth date and part of the name."""
Clue = tuple[str, date | None]
SHORTEST: Final = 3
SMALL: Final = frozenset(
    ("abu", "bin", "bint", "das", "del", "den", "der", "dos", "ibn", "las", "los", "the", "van", "von")
)  # fmt: skip
"""Words of names that many share who have nothing else in common."""


def parts(name: str) -> frozenset[str]:
    """The words of a name by which two people may be told to be alike."""
    return frozenset(one for one in words(name) if len(one) >= SHORTEST) - SMALL


def clues(name: str, born: date | None) -> Iterator[Clue]:
    """By what somebody may be found again: the name, and each part of it with the birth date."""
    if born is None:
        return
    yield sort_name(name), None
    for one in sorted(parts(name)):
        yield one, born


def why(name: str, born: date | None, other: str, other_born: date | None) -> Why | None:
    """In what two people resemble one another; None where they do not, or are told by the same."""
    if born is None or other_born is None:
        return None
    if sort_name(name) == sort_name(other):
        return "name" if born != other_born else None
    return "born" if born == other_born and parts(name) & parts(other) else None


def likest(
    found: Iterable[tuple[str, date | None, int]], name: str, born: date | None
) -> int | None:
    """Of several, the key of the one who resembles most: by the name, else by most parts of it."""

    def share(one: tuple[str, date | None, int]) -> tuple[bool, int, int]:
        same = why(name, born, one[0], one[1]) == "name"
        return same, len(parts(name) & parts(one[0])), -one[2]

    near = [one for one in found if why(name, born, one[0], one[1])]
    return max(near, key=share)[2] if near else None
