"""What the files of a set look like: their columns, what may stand in them, what they refer to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["text", "day", "moment", "flag", "year", "number", "birth", "word"]
Mode = Literal["bulk", "delta", "absent"]
LONGEST = 255
PASSWORDS = frozenset({"password", "passwd", "pwd"})

NAMES = frozenset({
    "name", "title", "givenName", "familyName", "preferredGivenName", "preferredFamilyName",
    "Name", "First Name", "Last Name", "Section Name", "FULL_NAME",
})  # fmt: skip
"""Columns of names, by which no row is known: there a mark of direction may be meant."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column. ``must`` be there and filled; ``refers`` to the rows of a file by their ids.

    ``many`` ids or texts stand in one cell, between commas. What is ``refused`` is never kept. What
    is ``spare`` may be missing, though the standard has it: nothing is taken from there.
    """

    name: str
    kind: Kind = "text"
    must: bool = False
    refers: str = ""
    many: bool = False
    choices: tuple[str, ...] = ()
    refused: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """One file of a set; ``key`` names the columns that no two rows may share."""

    name: str
    columns: tuple[Heading, ...]
    key: tuple[str, ...]
    kept: bool = True

    def column(self, name: str) -> Heading | None:
        return next((one for one in self.columns if one.name == name), None)

    def guarded(self, heads: Iterable[str]) -> bool:
        """Whether a line that does not fit these headings may hold what is never kept."""
        refused = any(one.refused for one in self.columns)
        return refused or any(is_password(head) for head in heads)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of set: what it is called, its files, and those without which it is none."""

    key: str
    title: str
    files: Mapping[str, File]
    needed: tuple[str, ...] = ()
    strict: bool = True

    def file(self, name: str) -> File | None:
        return self.files.get(name)


KEYED = re.compile(r".*\(([A-Z_]+)\)\s*")


def heading_key(heading: str) -> str:
    """The key at the end of a heading, ``Username (USERNAME)``; the heading itself where none is."""
    found = KEYED.fullmatch(heading)
    return found[1] if found else heading


def is_password(heading: str) -> bool:
    """Whether passwords stand below it, by whatever file it comes."""
    return heading_key(heading.strip()).rpartition(".")[2].casefold() in PASSWORDS


def ref(name: str, refers: str, *, must: bool = False, many: bool = False) -> Heading:
    """A column that refers to the rows of a file."""
    return Heading(name, refers=refers, must=must, many=many)


def one_of(name: str, *choices: str, must: bool = True) -> Heading:
    """A column in which one of a few words stands."""
    return Heading(name, must=must, choices=choices)


def texts(*names: str) -> tuple[Heading, ...]:
    """Columns of which nothing is asked."""
    return tuple(Heading(name) for name in names)


def spare(column: Heading) -> Heading:
    """The same column, which need not be there."""
    return replace(column, spare=True)


def spares(*names: str, many: bool = False) -> tuple[Heading, ...]:
    """Columns which need not be there and of which nothing is asked."""
    return tuple(Heading(name, many=many, spare=True) for name in names)


def refused(*names: str) -> tuple[Heading, ...]:
    """Columns of which nothing is ever kept."""
    return tuple(Heading(name, refused=True) for name in names)


def sensitive(*names: str) -> tuple[Heading, ...]:
    """Columns of which nothing is ever kept, and in which a word stands or a short code."""
    return tuple(Heading(name, "word", refused=True) for name in names)
