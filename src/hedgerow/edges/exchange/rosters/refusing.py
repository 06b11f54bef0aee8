"""Passwords and sensitive flags are taken out of a set before it is kept, cell by cell."""

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from ..errors import FileUnreadable
from .kolibri import KOLIBRI
from .layout import File, heading_key
from .oneroster import ONEROSTER
from .packed import REFUSED, Pack, open_set, text_of
from .sds import SDS

ALWAYS = frozenset({"password", "passwd", "pwd"})


def _refused(files: Iterator[File]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for file in files:
        names = {one.name for one in file.columns if one.refused}
        found.setdefault(file.name, set()).update(names)
    return {name: frozenset(columns) for name, columns in found.items()}


COLUMNS: Mapping[str, frozenset[str]] = _refused(
    file for form in (*ONEROSTER.values(), SDS, KOLIBRI) for file in form.files.values()
)


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
                        counts = _copy(pack, file, target)
                    taken |= {file: dict(counts)} if counts else {}
            packed.writestr(REFUSED, json.dumps(taken))
    except FileUnreadable:
        kept.unlink(missing_ok=True)
        raise


def _copy(pack: Pack, file: str, target: IO[bytes]) -> Counter[str]:
    counts: Counter[str] = Counter()
    out = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    line = 0
    try:
        with pack.open(file) as content:
            lines, writer = csv.reader(text_of(content), strict=True), csv.writer(out)
            heads = next(lines, [])
            writer.writerow(heads)
            places = _places(file, heads)
            for cells in lines:
                for at in places:
                    if at < len(cells) and cells[at].strip():
                        counts.update([heads[at]])
                        cells[at] = ""
                writer.writerow(cells)
                line = lines.line_num
    except csv.Error as error:
        expected = _("from line %(line)s on, a quotation mark is opened and not closed")
        raise FileUnreadable(file=file, expected=expected % {"line": line + 1}) from error
    except UnicodeDecodeError as error:
        raise FileUnreadable(file=file, expected=_("its text is not in UTF-8")) from error
    finally:
        out.detach()
    return counts


def _places(file: str, heads: list[str]) -> list[int]:
    """Where what is refused stands; a password by whatever file it comes."""
    refused = COLUMNS.get(file, frozenset())
    return [
        at
        for at, head in enumerate(heads)
        if heading_key(head.strip()) in refused or heading_key(head.strip()).casefold() in ALWAYS
    ]
