"""What a packed file seems to be that is no workbook, in words for those who sent it in."""

import io
import zipfile

from django.utils.translation import gettext as _

from .errors import FileUnreadable

SETS = frozenset(("manifest.csv", "school.csv"))


def not_a_workbook(file: str, content: bytes) -> FileUnreadable:
    """What the file seems to be instead, and what to do with a set of several files."""
    names = _names_in(content)
    if not SETS.isdisjoint(name.rpartition("/")[2].casefold() for name in names):
        expected = _("it is a set of several files; choose to read it as one")
        advice = _(
            "Choose what it is a set of where you choose how it is read. Nothing was imported."
        )
        return FileUnreadable(file=file, expected=expected, advice=advice)
    return FileUnreadable(file=file, expected=_instead(names))


def _names_in(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return []


def _instead(names: list[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return _("it is a Word document, not a spreadsheet")
    if "xl/workbook.bin" in names:
        return _("it is a binary Excel workbook (XLSB)")
    if any(name.startswith("xl/") for name in names):
        return _("the workbook is damaged")
    if "content.xml" in names:
        return _("it is an OpenDocument file")
    return _("it is not a spreadsheet, or a damaged one")
