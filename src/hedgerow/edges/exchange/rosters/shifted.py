"""Whether the cells of a line stand below their own headings, as far as that can be told.

A line with as many cells as there are headings may still lack one and have one too many: what stands
between these is below another heading than its own, and a password may be among it. Going out from
each column of which nothing is kept, the first cells on either side that are of some kind tell: where one of
them is none of its kind, the line is taken for shifted. Texts tell nothing, so a shift in which only
texts moved is not seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .fitting import misfit
from .kolibri import KOLIBRI
from .layout import File, Heading, is_password
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


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Columns by place, and from each refused one outwards on either side the places of kinds."""

    columns: Mapping[int, Heading]
    ways: tuple[tuple[int, ...], ...]

    def shifted(self, cells: Sequence[str]) -> str | None:
        """The column in which something stands that is not of its kind; None where nothing tells."""
        return next((name for way in self.ways if (name := self._told(way, cells))), None)

    def _told(self, way: Sequence[int], cells: Sequence[str]) -> str | None:
        for place in way:
            column, text = self.columns[place], cells[place].strip()
            if not text or (text in WORDS and text not in column.choices):
                continue  # nothing, or a word of another version: neither tells
            if not _of_its_kind(column, text):
                return column.name
            if column.name not in MAILBOXES:  # a password may have such a sign as well
                return None
        return None


def neighbours(file: File, heads: Sequence[str]) -> Neighbours:
    """The columns of a file with these headings that tell of a shift; none where nothing is refused."""
    known = {one.name: one for one in file.columns}
    columns = {at: known[name] for at, name in enumerate(heads) if name in known}
    kinds = [at for at, one in columns.items() if _tells(one)]
    refused = [at for at, one in columns.items() if one.refused]
    refused += [at for at, name in enumerate(heads) if is_password(name) and at not in columns]
    ways = {tuple(at for at in reversed(kinds) if at < one) for one in refused}
    ways |= {tuple(at for at in kinds if at > one) for one in refused}
    return Neighbours(columns, tuple(sorted(way for way in ways if way)))


def marked(column: str) -> str:
    """What is kept of a line that is shifted, in its place: the column that tells."""
    return f"{MARK}{column}"


def unmarked(cells: Sequence[str], file: File) -> str | None:
    """The column that told of a shift before the file was kept; None of any other line."""
    said = cells[0].removeprefix(MARK) if len(cells) == 1 and cells[0].startswith(MARK) else ""
    return said if file.column(said) else None


def _tells(column: Heading) -> bool:
    if column.refused or column.many:
        return False
    return bool(column.choices) or column.kind != "text" or column.name in MAILBOXES


def _of_its_kind(column: Heading, text: str) -> bool:
    if column.name in MAILBOXES:
        return "@" in text
    return misfit(column, text, strict=False) is None
