"""Which parts of a workbook its sheets are, and a plain workbook of one sheet made of them.

A packed file can be put together so that two programs see different sheets in it. The reader of
the cells therefore gets only what was looked through, under names of our own.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""As most programs write them, and as those do that keep strictly to the standard."""
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
USUAL = "xl/workbook.xml"
SHEET, STRINGS, STYLES = "worksheet", "sharedStrings", "styles"
LONGEST_INDEX = 8 << 20
YES = frozenset(("1", "true", "on"))


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet with cells: its name, the part it lies in, and whether it is hidden."""

    name: str
    part: str
    is_visible: bool


class Parts:
    """A packed workbook as its own index tells it; names of parts are the same in any case."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._names = {folded(one.filename): one.filename for one in packed.infolist()}
        of_package = self._related("_rels/.rels", "") if self.has("_rels/.rels") else {}
        self._book = next(
            (at for kind, at in of_package.values() if kind == "officeDocument"), USUAL
        )
        home, name = posixpath.split(self._book)
        self._relations = self._related(f"{home}/_rels/{name}.rels", home)
        self._root = self._tree(self._book)

    def has(self, part: str) -> bool:
        return folded(part) in self._names

    def read(self, part: str) -> bytes:
        """The content of a part. Raises KeyError where there is none."""
        return self._packed.read(self._names[folded(part)])

    def sheets(self) -> Iterator[BookSheet]:
        """The sheets with cells, in their order. Raises KeyError for one that lies nowhere."""
        for namespace in MAIN:
            for one in self._root.iter(f"{{{namespace}}}sheet"):
                own = (one.get(f"{{{office}}}id") for office in OFFICE)
                kind, part = self._relations[next(filter(None, own), "")]
                if kind == SHEET:
                    state = one.get("state", "visible")
                    yield BookSheet(str(one.get("name")), part, state == "visible")

    def shared(self, kind: str) -> bytes | None:
        """The shared strings or the styles, if there are any."""
        found = next((at for one, at in self._relations.values() if one == kind), "")
        return self.read(found) if found and self.has(found) else None

    def counts_from_1904(self) -> bool:
        """Whether its days are counted from 1904."""
        said = (self._root.find(f"{{{namespace}}}workbookPr") for namespace in MAIN)
        return any(one is not None and one.get("date1904") in YES for one in said)

    def _tree(self, part: str) -> Element:
        """What an index says. Raises KeyError for one too long to be one: each of its many small
        elements would take far more memory than it has letters.
        """
        content = self.read(part)
        if len(content) > LONGEST_INDEX:
            raise KeyError(part)
        tree: Element = fromstring(content)
        return tree

    def _related(self, part: str, home: str) -> dict[str, tuple[str, str]]:
        """By its id each relation's kind and part. Raises KeyError where two have one id."""
        found: dict[str, tuple[str, str]] = {}
        for one in self._tree(part).iter(f"{{{PACKAGE}/relationships}}Relationship"):
            key = one.get("Id", "")
            if key in found:
                raise KeyError(key)
            if one.get("TargetMode") != "External":
                at = posixpath.normpath(posixpath.join("/", home, one.get("Target", "")))
                found[key] = one.get("Type", "").rpartition("/")[2], at.lstrip("/")
        return found


def folded(part: str) -> str:
    """A part's name as programs take it that look at neither case nor the kind of stroke."""
    return part.replace("\\", "/").lstrip("/").casefold()


def of_one_sheet(parts: Parts, sheet: bytes, strings: bytes | None) -> bytes:
    """A workbook with this sheet alone, its strings and its styles."""
    given = {SHEET: sheet, STRINGS: strings, STYLES: parts.shared(STYLES)}
    held = {kind: content for kind, content in given.items() if content is not None}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("_rels/.rels", _relations({"officeDocument": USUAL}))
        of_book = _relations({kind: f"{kind}.xml" for kind in held})
        packed.writestr("xl/_rels/workbook.xml.rels", of_book)
        packed.writestr(USUAL, _book(from_1904=parts.counts_from_1904()))
        for kind, content in held.items():
            packed.writestr(f"xl/{kind}.xml", content)
    return made.getvalue()


def _book(*, from_1904: bool) -> str:
    return (
        f'<workbook xmlns="{MAIN[0]}" xmlns:r="{OFFICE[0]}"><workbookPr date1904="{from_1904:d}"/>'
        f'<sheets><sheet name="Sheet" sheetId="1" r:id="{SHEET}"/></sheets></workbook>'
    )


def _relations(targets: dict[str, str]) -> str:
    lines = (
        f'<Relationship Id="{kind}" Type="{OFFICE[0]}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'
