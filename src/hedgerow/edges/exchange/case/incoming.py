"""A framework written as a sheet, a line an item, turned into the package that says the same.

It has the columns of OpenSALT's sheets, in any order, and those that go out of here. What a sheet
does not say is made from what it does, so that it comes in again unchanged: the framework is known
by the name of its file, an item by its identifier, if that is no UUID within this framework.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Problem
from hedgerow.foundation.texts import closed
from hedgerow.foundation.ui.formulas import unguarded

from ..errors import IN_UTF8, MEND_THERE, PART, FileUnreadable
from .reading import LARGEST
from .sheet import COLUMNS, KINDS
from .values import UUID_TEXT, Raw

SHEETS: Final = UUID("6a1f8e0c-52d3-5c1e-9a55-0d2f4b7c9e10")
NAMES: Final = {
    "identifier": "identifier", "fullstatement": "fullStatement",
    "humancodingscheme": "humanCodingScheme", "abbreviatedstatement": "abbreviatedStatement",
    "notes": "notes", "language": "language", "cfitemtype": "CFItemType",
}  # fmt: skip
LISTS: Final = {"conceptkeywords": "conceptKeywords", "educationlevel": "educationLevel"}
ABOVE, SEQUENCE = "ischildof", "sequencenumber"
TIES: Final = {kind.casefold(): kind for kind in KINDS}


@dataclass(slots=True)
class Sheet:
    """What a sheet says as a package, and its faults by line and column."""

    content: Raw
    problems: list[Problem] = field(default_factory=list)


def is_sheet(name: str) -> bool:
    return name.casefold().endswith(".csv")


def read_sheet(path: Path, name: str) -> Sheet:
    """The sheet as a package. Raises FileUnreadable for what is no sheet of items."""
    lines = _lines(path, name)
    title = Path(name).stem.strip() or name
    document = uuid5(SHEETS, title.casefold())
    found = Sheet({
        "CFDocument": {"identifier": str(document), "uri": document.urn, "title": title},
        "CFItems": [], "CFAssociations": [],
    })  # fmt: skip
    _refuse_numbers(found, lines)
    known = _nodes(document, lines)
    for number, line in lines:
        node = known[_own(number, line)]
        found.content["CFItems"].append(_item(node, line))
        _place(found, document, known, node, number, line)
        for key, kind in TIES.items():
            for far in _split(line.get(key, ""), ";"):
                _tie(found, document, kind, node, known.get(far) or _far(document, far))
    return found


def _lines(path: Path, name: str) -> list[tuple[int, Mapping[str, str]]]:
    """Number and cells of every line that says anything, by plain heading."""
    try:
        if path.stat().st_size > LARGEST:
            expected = _("at most %(most)s MB") % {"most": LARGEST >> 20}
            raise FileUnreadable(file=name, expected=expected, advice=PART)
        text = path.read_text(encoding="utf-8-sig")
        first = text.partition("\n")[0]
        sign = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        headings = [_plain(cell) for cell in next(rows, [])]
        _check(headings, name)
        return [
            (rows.line_num, dict(zip(headings, map(_cell, row), strict=False)))
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except UnicodeDecodeError as error:
        expected = _("it is not in UTF-8")
        raise FileUnreadable(file=name, expected=expected, advice=IN_UTF8) from error
    except (OSError, csv.Error) as error:
        raise FileUnreadable(file=name, expected=str(error), advice=MEND_THERE) from error


def _check(headings: Sequence[str], name: str) -> None:
    known = {*NAMES, *LISTS, *TIES, ABOVE, SEQUENCE}
    strange = [one for one in headings if one and one not in known]
    if strange or len(set(headings)) < len(headings) or "fullstatement" not in headings:
        expected = _("its first line must have these headings, each once: %(headings)s")
        expected %= {"headings": ", ".join(COLUMNS)}
        raise FileUnreadable(file=name, expected=expected, advice=MEND_THERE)


def _refuse_numbers(found: Sheet, lines: Sequence[tuple[int, Mapping[str, str]]]) -> None:
    for number, line in lines:
        if (value := line.get(SEQUENCE, "")) and not value.isdecimal():
            told = Problem(
                number, "sequenceNumber", value[:200], _("a whole number"), "case.number"
            )
            found.problems.append(told)


def _nodes(document: UUID, lines: Sequence[tuple[int, Mapping[str, str]]]) -> dict[str, Raw]:
    """Items as ends of ties, by identifier and by code; identifiers come first."""
    by_code: dict[str, Raw] = {}
    by_name: dict[str, Raw] = {}
    for number, line in lines:
        name = _own(number, line)
        identifier = name.lower() if UUID_TEXT.fullmatch(name) else str(uuid5(document, name))
        title = line.get("fullstatement", "")[:300] or name
        node = {"identifier": identifier, "uri": UUID(identifier).urn, "title": title}
        by_name[name] = node
        by_code.setdefault(line.get("humancodingscheme", ""), node)
    by_code.pop("", None)
    return by_code | by_name


def _own(number: int, line: Mapping[str, str]) -> str:
    return line.get("identifier") or line.get("humancodingscheme") or f"line {number}"


def _item(node: Raw, line: Mapping[str, str]) -> Raw:
    texts = {name: line[key] for key, name in NAMES.items() if line.get(key)}
    lists = {name: _split(line[key], ",") for key, name in LISTS.items() if line.get(key)}
    return {**texts, **lists, "identifier": node["identifier"], "uri": node["uri"]}


def _place(
    found: Sheet, document: UUID, known: Mapping[str, Raw], node: Raw, number: int,
    line: Mapping[str, str],
) -> None:  # fmt: skip
    above = line.get(ABOVE, "")
    if above and above not in known:
        expected = _("the code or identifier of another line")
        found.problems.append(Problem(number, "Is Child Of", above[:200], expected, "case.parent"))
        return
    there = known[above] if above else found.content["CFDocument"]
    more = {"sequenceNumber": int(line[SEQUENCE])} if line.get(SEQUENCE, "").isdecimal() else {}
    _tie(found, document, "isChildOf", node, there, **more)


def _tie(found: Sheet, document: UUID, kind: str, node: Raw, there: Raw, **more: Any) -> None:
    identifier = uuid5(document, f"{kind} {node['identifier']} {there['identifier']}")
    ends = {
        name: {part: end[part] for part in ("identifier", "uri", "title")}
        for name, end in (("originNodeURI", node), ("destinationNodeURI", there))
    }
    told = {"identifier": str(identifier), "uri": identifier.urn, "associationType": kind}
    found.content["CFAssociations"].append({**told, **ends, **more})


def _far(document: UUID, far: str) -> Raw:
    """Something elsewhere: by its address, or by a code that no address is known of."""
    address = far if far.startswith(("http://", "https://", "urn:")) else f"data:,{quote(far)}"
    return {"identifier": str(uuid5(document, far)), "uri": address, "title": far}


def _split(text: str, sign: str) -> list[str]:
    return [one.strip() for one in text.split(sign) if one.strip()]


def _cell(text: str) -> str:
    """What the cell says; the signs before what a spreadsheet would compute go again."""
    return closed(unguarded(text.strip()))


def _plain(heading: str) -> str:
    return "".join(heading.split()).casefold()
