"""Passwords and sensitive flags are taken out of a spreadsheet that is kept, whole columns of them."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from ..reading import Layout, Lines, is_workbook, read_first, read_lines, sheet_of
from ..rosters.kolibri import KOLIBRI
from ..rosters.layout import heading_key
from ..rosters.oneroster import ONEROSTER
from ..rosters.sds import SDS
from . import further
from .folded import plain
from .layout import heading_line

ITSELF: Final = Layout()
OF_RESULTS: Final = "results.csv"
"""Its remarks are refused, and a remark in a spreadsheet need not be one on a result."""
PASSWORDS: Final = tuple(map(plain, (
    "password", "passwd", "pwd", "passcode", "passphrase", "passwort", "kennwort", "contraseña",
    "clave de acceso", "clave de usuario", "clave secreta", "mot de passe", "palavra passe", "senha",
    "كلمة المرور", "كلمة السر", "الرقم السري", "비밀번호", "패스워드", "סיסמה", "סיסמא",
)))  # fmt: skip
LONG: Final = 6
"""From this length on a word means a password within others as well, as in *userPassword*."""
FLAGS: Final = further.refused() | frozenset(map(plain, (
    "sex", "sexe", "raça", "gênero", "gender", "race", "ethnicity", "pronouns", "sexo", "género", "raza", "etnia", "pronombres",
    "geschlecht", "الجنس", "النوع الاجتماعي", "العرق", "الأصل العرقي",
    *(one.name for form in (*ONEROSTER.values(), SDS, KOLIBRI) for file in form.files.values()
      if file.name != OF_RESULTS for one in file.columns if one.refused),
)))  # fmt: skip


def is_refused(heading: str) -> bool:
    """Whether what stands below is never kept: a password, or what rosters refuse as too private."""
    said = plain(heading)
    return said in FLAGS or plain(heading_key(heading)) in FLAGS or is_password(heading)


def is_password(heading: str) -> bool:
    """Whether passwords stand below it."""
    said = plain(heading)
    return any(one in said if len(one) >= LONG else one in said.split() for one in PASSWORDS)


def strip(
    path: Path,
    *,
    name: str,
    heading: int = 0,
    layout: Layout = ITSELF,
    spared: Collection[str] = (),
) -> Mapping[str, int]:
    """Empty the refused columns of the file but for those ``spared``; how many values that was, by heading.

    What is left is written with every line where it was, where anything was taken out. Of a workbook the
    one sheet that is read is kept, as text, and nothing else of it. Raises FileUnreadable.
    """
    is_book = is_workbook(path)
    if not is_book and heading and not _refuses(path, name, heading, layout, spared):
        return {}
    lines = read_lines(path, layout, name=name)
    at = heading or heading_line(lines)
    sheet = sheet_of(name, lines, at)
    taken = emptied(sheet.places, _below(lines, at), spared)
    if taken or is_book:
        _write(path, lines, joined=is_book, delimiter=layout.delimiter or ",")
    return taken


def emptied(
    places: Mapping[str, int], rows: Iterable[list[str]], spared: Collection[str] = ()
) -> dict[str, int]:
    """Empty the refused cells of these rows; how many values that was, by heading."""
    refused = {at: one for one, at in places.items() if is_refused(one) and one not in spared}
    taken = Counter[str]()
    for cells in rows if refused else ():
        for place, one in refused.items():
            if place < len(cells) and cells[place].strip():
                cells[place] = ""
                taken[one] += 1
    return dict(taken)


def _refuses(path: Path, name: str, heading: int, layout: Layout, spared: Collection[str]) -> bool:
    """Whether any heading is one of what is never kept, by the first lines of a file."""
    lines = [cells for line, cells in read_first(path, layout, name=name) if line >= heading]
    heads = next((cells for cells in lines if any(map(str.strip, cells))), [])
    return any(is_refused(one) and one.strip() not in spared for one in heads)


def _below(lines: Lines, heading: int) -> list[list[str]]:
    """The rows below the headings, which are the first line from there on with any text."""
    filled = [cells for line, cells in lines if line >= heading and any(map(str.strip, cells))]
    return filled[1:]


def _write(path: Path, lines: Lines, *, joined: bool, delimiter: str) -> None:
    """Every cell in quotation marks, so that nothing else is taken for what parts them."""
    draft, next_line = path.with_name(f"{path.name}.stripped"), 1
    with draft.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        for line, cells in lines:
            while next_line < line:
                writer.writerow([])
                next_line += 1
            writer.writerow([" ".join(one.splitlines()) for one in cells] if joined else cells)
            breaks = 0 if joined else sum(len(re.findall("\r\n|\r|\n", one)) for one in cells)
            next_line += 1 + breaks
    draft.replace(path)
