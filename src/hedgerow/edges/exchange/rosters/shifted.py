"""Whether the cells of a line stand below their own headings, as far as that can be told.

A line with as many cells as there are headings may still lack one and have one too many: what stands
between these is below another heading than its own, and a password may be among it. Going out from
each column of which nothing is kept, the first cells on either side that are of some kind tell: where one of
them is none of its kind, the line is taken for shifted. Texts tell nothing, so a shift in which only
texts moved is not seen.

Of a shifted line nothing is kept, and of it one value alone is told: where a single cell is none of its
kind, and what is refused cannot have come to stand in it. A cell that moves by one, whichever way and
however many move with it, comes to stand beside its own place and nowhere else.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hedgerow.foundation.texts import TURNING

from .fitting import misfit
from .kolibri import KOLIBRI
from .layout import LONGEST, File, Heading, heading_key, is_password
from .oneroster import ONEROSTER
from .sds import SDS

FORMS: Final = (*ONEROSTER.values(), SDS, KOLIBRI)
WORDS: Final = frozenset(
    word
    for form in FORMS for file in form.files.values() for one in file.columns for word in one.choices
)  # fmt: skip
"""What may stand in some column of some set, and is nobody's password."""
SHIFTED: Final = "exchange.roster_shifted"
MARK: Final = "\N{NOT EQUAL TO}"
MAILBOXES: Final = frozenset({"email", "Secondary Email"})
YEAR: Final = re.compile("[0-9]{4}")
"""What no word has, such as a sex or whether somebody is of an ethnicity."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The column that tells of a shift, and what stands there; no ``value`` where it is not to be told."""

    column: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Columns by place, and from each refused one outwards on either side the places of kinds.

    ``refused`` has the refused ones by place, those with a heading of passwords too.
    """

    columns: Mapping[int, Heading]
    ways: tuple[tuple[int, ...], ...]
    refused: Mapping[int, Heading]

    def shifted(self, cells: Sequence[str]) -> Moved | None:
        """What tells that the cells of a line have moved; None where nothing does."""
        said = [TURNING.sub("", cell).strip() for cell in cells]
        for way in self.ways:
            place = self._told(way, said)
            if place is not None:
                shown = said[place] if self._is_told(place, said) else ""
                return Moved(self.columns[place].name, shown)
        return None

    def _told(self, way: Sequence[int], said: Sequence[str]) -> int | None:
        for place in way:
            column, text = self.columns[place], said[place]
            if not text or _of_another_version(column, text):
                continue  # neither tells
            if not _of_its_kind(column, text):
                return place
            if column.name not in MAILBOXES:  # a password may have such a sign as well
                return None
        return None

    def _is_told(self, place: int, said: Sequence[str]) -> bool:
        """Whether what stands there is its column's alone: a wrong value, and nothing that moved."""
        text = said[place]
        if self.columns[place].name in MAILBOXES or MARK in text or len(text) > LONGEST:
            return False
        if not text.isprintable() or self._wrong(said) != [place]:
            return False
        return not any(self._is_from(at, place, said) for at in self.refused)

    def _wrong(self, said: Sequence[str]) -> list[int]:
        """The places in which something stands that is none of its kind."""
        return [
            at for at, one in self.columns.items()
            if _tells(one) and said[at] and not _of_another_version(one, said[at])
            and not _of_its_kind(one, said[at])
        ]  # fmt: skip

    def _is_from(self, at: int, place: int, said: Sequence[str]) -> bool:
        """Whether what stands at ``place`` may be what belongs into the refused column ``at``."""
        column, own, text = self.refused[at], said[at] if at in self.columns else "", said[place]
        if text.casefold() == own.casefold():
            return True
        if column.kind == "word" and YEAR.search(text):
            return False
        if abs(at - place) == 1:
            return True
        return column.kind != "word" and not own and not self._is_held(place, said)

    def _is_held(self, place: int, said: Sequence[str]) -> bool:
        """Whether another cell of a kind stands in its own place."""
        return any(
            said[at] and _of_its_kind(one, said[at])
            for at, one in self.columns.items()
            if at != place and _tells(one) and one.name not in MAILBOXES
        )


def neighbours(file: File, heads: Sequence[str]) -> Neighbours:
    """The columns of a file with these headings that tell of a shift; none where nothing is refused."""
    known = {one.name: one for one in file.columns}
    columns = {at: known[name] for at, name in enumerate(heads) if name in known}
    kinds = [at for at, one in columns.items() if _tells(one)]
    refused = {at: one for at, one in columns.items() if one.refused}
    refused |= {
        at: Heading(heading_key(name), refused=True)
        for at, name in enumerate(heads)
        if is_password(name) and at not in columns
    }
    ways = {tuple(at for at in reversed(kinds) if at < one) for one in refused}
    ways |= {tuple(at for at in kinds if at > one) for one in refused}
    return Neighbours(columns, tuple(sorted(way for way in ways if way)), refused)


def marked(moved: Moved) -> str:
    """What is kept of a line that is shifted, in its place: the column that tells, and the value."""
    return f"{MARK}{moved.column}{MARK}{moved.value}" if moved.value else f"{MARK}{moved.column}"


def unmarked(cells: Sequence[str], file: File) -> Moved | None:
    """What told of a shift before the file was kept; None of any other line."""
    said = cells[0].split(MARK) if len(cells) == 1 else []
    if len(said) not in (2, 3) or said[0] or not file.column(said[1]):
        return None
    return Moved(*said[1:])


def _of_another_version(column: Heading, text: str) -> bool:
    """Whether it is a word that may stand in such a column of some other set."""
    return text in WORDS and text not in column.choices


def _tells(column: Heading) -> bool:
    if column.refused or column.many:
        return False
    return bool(column.choices) or column.kind != "text" or column.name in MAILBOXES


def _of_its_kind(column: Heading, text: str) -> bool:
    if column.name in MAILBOXES:
        return "@" in text
    return misfit(column, text, strict=False) is None
