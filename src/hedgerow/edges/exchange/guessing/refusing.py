"""Passwords and sensitive flags are taken out of a spreadsheet that is kept, whole columns of them."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ..reading import Layout, Lines, read_lines, sheet_of
from ..rosters.kolibri import KOLIBRI
from ..rosters.layout import heading_key
from ..rosters.oneroster import ONEROSTER
from ..rosters.sds import SDS
from .headings import plain
from .layout import heading_line

OF_RESULTS: Final = "results.csv"
"""Its remarks are refused, and a remark in a spreadsheet need not be one on a result."""
PASSWORDS: Final = tuple(map(plain, (
    "password", "passwd", "pwd", "passcode", "passphrase", "passwort", "kennwort", "contraseña",
    "clave de acceso", "clave de usuario", "clave secreta", "mot de passe", "palavra passe", "senha",
    "كلمة المرور", "كلمة السر", "الرقم السري",
)))  # fmt: skip
LONG: Final = 6
"""From this length on a word means a password within others as well, as in *userPassword*."""
FLAGS: Final = frozenset(map(plain, (
    "sex", "gender", "race", "ethnicity", "pronouns", "sexo", "género", "raza", "etnia", "pronombres",
    "geschlecht", "الجنس", "النوع الاجتماعي", "العرق", "الأصل العرقي",
    *(one.name for form in (*ONEROSTER.values(), SDS, KOLIBRI) for file in form.files.values()
      if file.name != OF_RESULTS for one in file.columns if one.refused),
)))  # fmt: skip


def is_refused(heading: str) -> bool:
    """Whether what stands below is never kept: a password, or what rosters refuse as too private."""
    said = plain(heading)
    if said in FLAGS or plain(heading_key(heading)) in FLAGS:
        return True
    return any(one in said if len(one) >= LONG else one in said.split() for one in PASSWORDS)


def strip(path: Path, *, name: str, heading: int = 0) -> Mapping[str, int]:
    """Empty the refused columns of the file, if any is filled; how many values that was, by heading.

    What is left is written as commas have it, with every line where it was; of a workbook that is
    the one sheet that is read. Raises FileUnreadable.
    """
    lines = read_lines(path, Layout(), name=name)
    at = heading or heading_line(lines)
    sheet = sheet_of(name, lines, at)
    places = {place: one for one, place in sheet.places.items() if is_refused(one)}
    taken = Counter[str]()
    for cells in _below(lines, at):
        for place, one in places.items():
            if place < len(cells) and cells[place].strip():
                cells[place] = ""
                taken[one] += 1
    if taken:
        _write(path, lines, joined=path.read_bytes().startswith(b"PK\x03\x04"))
    return dict(taken)


def _below(lines: Lines, heading: int) -> list[list[str]]:
    """The rows below the headings, which are the first line from there on with any text."""
    filled = [cells for line, cells in lines if line >= heading and any(map(str.strip, cells))]
    return filled[1:]


def _write(path: Path, lines: Lines, *, joined: bool) -> None:
    """Every cell in quotation marks, so that nothing else is taken for what parts them."""
    draft, next_line = path.with_name(f"{path.name}.stripped"), 1
    with draft.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        for line, cells in lines:
            while next_line < line:
                writer.writerow([])
                next_line += 1
            writer.writerow([" ".join(one.splitlines()) for one in cells] if joined else cells)
            breaks = 0 if joined else sum(len(re.findall("\r\n|\r|\n", one)) for one in cells)
            next_line += 1 + breaks
    draft.replace(path)
