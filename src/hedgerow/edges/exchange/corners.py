"""How far a sheet of a workbook goes, and which of its cells have no value: read as XML.

Nothing is taken from what the sheet says of itself, and a cell without an address stands right of
the one before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from defusedxml.common import DTDForbidden  # type: ignore[import-untyped]

from .cells import NO_VALUE

ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
ROW = re.compile(r"[0-9]{1,7}")


class OddAddressError(ValueError):
    """A cell or row that stands nowhere."""


@dataclass
class Corners:
    """Last row and first and last column with a cell; faults and formulas without a value.

    ``cells`` is how many there are, ``shared`` how many of them show a text that the workbook keeps
    once for all.
    """

    down: int = 0
    first: int = 0
    across: int = 0
    cells: int = 0
    shared: int = 0
    lacking: list[tuple[int, int, str]] = field(default_factory=list)


class _Looking:
    def __init__(self) -> None:
        self.found = Corners()
        self.columns: dict[str, int] = {}
        self.row = self.column = 0
        self.kind, self.calculated, self.text = "", False, list[str]()
        self.parser = expat.ParserCreate("utf-8")  # as the reader of the cells takes it to be
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begun
        self.parser.StartDoctypeDeclHandler = self.declared

    def declared(self, *said: object) -> NoReturn:
        raise DTDForbidden(*said[:3])

    def begun(self, tag: str, given: dict[str, str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            if self.kind or self.calculated:
                self.settle()
            self.at(given.get("r"))
            kind = given.get("t")
            if kind == "s":
                self.found.shared += 1
            elif kind == "e":
                self.kind = "e"
        elif tag == "row":
            self.settle()
            said = given.get("r")
            if said is not None and not ROW.fullmatch(said):
                raise OddAddressError(said)
            self.row = self.row + 1 if said is None else int(said)
            self.column = 0
        elif tag == "f":
            self.calculated = True
        elif tag == "v" and (self.kind or self.calculated):
            self.parser.CharacterDataHandler = self.text.append

    def at(self, address: str | None) -> None:
        """Go to a cell."""
        found = self.found
        if address is None:
            self.column += 1
        elif match := ADDRESS.fullmatch(address):
            letters, row = match.groups()
            self.column = self.columns.get(letters) or self.named(letters)
            if int(row) > self.row:
                self.row = int(row)
        else:
            raise OddAddressError(address)
        found.cells += 1
        found.down = max(found.down, self.row)
        found.across = max(found.across, self.column)
        found.first = min(found.first or self.column, self.column)

    def named(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
        self.columns[letters] = number
        return number

    def settle(self) -> None:
        """Note the cell that ends here, where it shows no value."""
        text = "".join(self.text).strip()
        if self.kind and text:
            self.found.lacking.append((self.row, self.column, text))
        elif self.calculated and not self.kind and not text:
            self.found.lacking.append((self.row, self.column, NO_VALUE))
        self.kind, self.calculated = "", False
        self.text.clear()
        self.parser.CharacterDataHandler = None


def corners(raw: bytes) -> Corners:
    """Look through a sheet. Raises ExpatError, DTDForbidden and OddAddressError."""
    looking = _Looking()
    looking.parser.Parse(raw, True)
    looking.settle()
    return looking.found
