"""How much text the cells of a sheet show that a workbook keeps once and many cells point at.

A few kilobytes can stand for more than a computer holds: one long text, and a million cells.
"""

from xml.parsers import expat


class _Lengths:
    """The length of each shared text, in characters."""

    def __init__(self) -> None:
        self.found: list[int] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.begun
        self.parser.CharacterDataHandler = self.heard

    def begun(self, tag: str, _given: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            self.found.append(0)

    def heard(self, text: str) -> None:
        if self.found:
            self.found[-1] += len(text)


class _Shown:
    """Which shared text each cell shows."""

    def __init__(self, lengths: list[int]) -> None:
        self.lengths, self.total = lengths, 0
        self.is_shared, self.text = False, list[str]()
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.begun
        self.parser.EndElementHandler = self.ended

    def begun(self, tag: str, given: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self.is_shared = given.get("t") == "s"
        elif tag == "v" and self.is_shared:
            self.parser.CharacterDataHandler = self.text.append

    def ended(self, tag: str) -> None:
        if self.text and tag.rpartition(":")[2] == "v":
            said = "".join(self.text).strip()
            at = int(said) if said.isdecimal() and len(said) < 10 else len(self.lengths)
            self.total += self.lengths[at] if at < len(self.lengths) else 0
            self.text.clear()
            self.parser.CharacterDataHandler = None


def text_in(sheet: bytes, cells: int, strings: bytes, most: int) -> int:
    """The characters that the cells show of shared texts, or more where it is ``most`` at most.

    ``cells`` is how many cells there are that show one. Only where the longest text in each of
    them would be too much is every cell looked at. Raises ExpatError.
    """
    lengths = _Lengths()
    lengths.parser.Parse(strings, True)
    at_most = max(lengths.found, default=0) * cells
    if at_most <= most:
        return at_most
    shown = _Shown(lengths.found)
    shown.parser.Parse(sheet, True)
    return shown.total
