"""What is never kept is taken out of a set before the set is: passwords, sensitive flags."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import MEND_THERE, FileUnreadable
from ..reading import not_read, require_narrow
from .kolibri import KOLIBRI
from .layout import File, heading_key, is_password, texts
from .manifest import HEADS
from .names import MANIFEST
from .oneroster import ONEROSTER
from .packed import REFUSED, Pack, open_set, text_of
from .sds import SDS
from .shifted import Neighbours, marked, neighbours

HIDDEN: Final = "-"
"""What is kept of a line that does not fit its headings, so that it is told as such."""
OTHER: Final = Neighbours({}, (), {})
SET_IN_UTF8: Final = gettext_lazy(
    "Save this file as CSV in UTF-8 and pack the set anew. Nothing was imported."
)
BREAK: Final = re.compile("\r\n|\r|\n")


def _known() -> Mapping[str, File]:
    """Each file that a set may have, with its columns in all forms."""
    found = {MANIFEST: File(MANIFEST, texts(*HEADS), ())}
    for form in (*ONEROSTER.values(), SDS, KOLIBRI):
        for file in form.files.values():
            columns = found[file.name].columns if file.name in found else ()
            found[file.name] = File(file.name, (*columns, *file.columns), file.key)
    return found


KNOWN: Final = _known()


@dataclass(slots=True)
class Sieve:
    """What goes through of the rows of one file: the cells of known columns that are not refused.

    Where something is refused, a line with more or fewer cells than there are headings does not
    go through: what stands under which heading cannot be told; nor does one whose cells, by what stands
    beside those that are refused, have moved. ``refused`` maps places to headings.
    """

    width: int
    shut: Sequence[int]
    refused: Mapping[int, str]
    guarded: bool
    beside: Neighbours = OTHER
    counts: Counter[str] = field(default_factory=Counter)

    def through(self, cells: list[str]) -> list[list[str]]:
        """The row with what is kept of it, and an empty line for each line break that went."""
        ragged = self.guarded and len(cells) != self.width and any(cells)
        if self.guarded and not ragged and any(cells):
            moved = self.beside.shifted(cells)
            if moved is not None:
                breaks = sum(len(BREAK.findall(one)) for one in cells)
                return [[marked(moved)], *([[]] * breaks)]
        breaks = 0
        for at in range(len(cells)) if ragged else self.shut:
            if at >= len(cells) or not cells[at]:
                continue
            if at in self.refused and not ragged and cells[at].strip():
                self.counts[self.refused[at]] += 1
            breaks += len(BREAK.findall(cells[at]))
            cells[at] = ""
        if ragged:
            cells[0] = HIDDEN
        return [cells, *([[]] * breaks)]


def keep_stripped(source: Path, kept: Path, name: str) -> None:
    """Write the set anew without what is refused, and beside it how much that was.

    Lines stay where they are. Raises FileUnreadable; then nothing is kept.
    """
    pack = open_set(source, name)
    taken: dict[str, dict[str, int]] = {}
    try:
        with zipfile.ZipFile(kept, "x", zipfile.ZIP_DEFLATED) as packed:
            for file in pack.members:
                if file.endswith(".csv"):
                    with packed.open(file, "w", force_zip64=True) as target:
                        counts = _copy(pack, KNOWN[file], target) if file in KNOWN else {}
                    taken |= {file: dict(counts)} if counts else {}
            packed.writestr(REFUSED, json.dumps(taken))
    except FileUnreadable:
        kept.unlink(missing_ok=True)
        raise


def _copy(pack: Pack, file: File, target: IO[bytes]) -> Counter[str]:
    out = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    line = 0
    try:
        with pack.open(file.name) as content:
            lines, writer = csv.reader(text_of(content), strict=True), csv.writer(out)
            first = next(lines, [])
            require_narrow(file.name, first)
            heads, sieve = _headed(file, first)
            writer.writerow(heads)
            for cells in lines:
                writer.writerows(sieve.through(cells))
                line = lines.line_num
    except csv.Error as error:
        expected = not_read(error, line + 1)
        raise FileUnreadable(file=file.name, expected=expected, advice=MEND_THERE) from error
    except UnicodeDecodeError as error:
        expected = _("its text is not in UTF-8")
        raise FileUnreadable(file=file.name, expected=expected, advice=SET_IN_UTF8) from error
    finally:
        out.detach()
    return sieve.counts


def _headed(file: File, heads: list[str]) -> tuple[list[str], Sieve]:
    """The headings, none where the first line has not one of them, and what goes through below."""
    names = [heading_key(head.strip()) for head in heads]
    kept = {one.name for one in file.columns if not one.refused}
    refused = {one.name.casefold() for one in file.columns if one.refused}
    if kept.isdisjoint(names):
        heads, names = [], []
    shut = [at for at, name in enumerate(names) if name not in kept]
    told = {
        at: heads[at] for at in shut if names[at].casefold() in refused or is_password(heads[at])
    }
    return heads, Sieve(len(heads), shut, told, file.guarded(heads), neighbours(file, names))
