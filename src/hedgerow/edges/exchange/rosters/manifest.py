"""The manifest of a OneRoster set: its version, and what is in each file."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Problem

from .layout import Format, Mode
from .names import MANIFEST
from .oneroster import ONEROSTER
from .packed import Pack, text_of

HEADS = ["propertyName", "value"]
MODES: tuple[Mode, ...] = ("absent", "bulk", "delta")


@dataclass(slots=True)
class Manifest:
    """What the manifest says; ``modes`` maps files to absent, bulk or delta, ``system`` is whose set it is."""

    format: Format | None = None
    system: str = ""
    modes: dict[str, Mode] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, column: str, value: str, expected: str, code: str) -> None:
        self.problems.append(Problem(line, column, value[:200], expected, code, MANIFEST))


def read_manifest(pack: Pack) -> Manifest:
    """Read it and compare it with the files that are there."""
    found = Manifest()
    if MANIFEST not in pack.members:
        expected = _("a file of this name, which says what the others are")
        found.wrong(0, MANIFEST, "", expected, "exchange.roster_no_manifest")
        return found
    said = _said(pack, found)
    if said is None:
        return found
    _check_versions(found, said)
    code, name = (said.get(f"source.{one}", (0, ""))[1] for one in ("systemCode", "systemName"))
    found.system = code or name
    if found.format is None:
        return found
    for name in found.format.files:
        _take_mode(found, said, name, there=f"{name}.csv" in pack.members)
    _check_unknown(found, said, pack)
    return found


def _said(pack: Pack, found: Manifest) -> dict[str, tuple[int, str]] | None:
    """Each property with its line and value."""
    said: dict[str, tuple[int, str]] = {}
    try:
        with pack.open(MANIFEST) as content:
            for line, cells in enumerate(csv.reader(text_of(content), strict=True), 1):
                if line == 1 and cells != HEADS:
                    found.wrong(1, "", ",".join(cells), ",".join(HEADS), "exchange.roster_heading")
                    return None
                if line > 1 and len(cells) == len(HEADS):
                    if cells[0] in said:
                        expected = _("each property once")
                        found.wrong(line, "propertyName", cells[0], expected,
                                    "exchange.roster_duplicate")  # fmt: skip
                    said[cells[0]] = line, cells[1].strip()
    except (csv.Error, UnicodeDecodeError):
        found.wrong(1, "", "", _("CSV in UTF-8"), "exchange.roster_encoding")
        return None
    return said


def _check_versions(found: Manifest, said: Mapping[str, tuple[int, str]]) -> None:
    line, version = said.get("manifest.version", (0, ""))
    if version != "1.0":
        found.wrong(line, "manifest.version", version, "1.0", "exchange.roster_version")
    line, version = said.get("oneroster.version", (0, ""))
    if version not in ONEROSTER:
        expected = _("one of: %(choices)s") % {"choices": ", ".join(ONEROSTER)}
        found.wrong(line, "oneroster.version", version, expected, "exchange.roster_version")
    found.format = ONEROSTER.get(version)


def _take_mode(
    found: Manifest, said: Mapping[str, tuple[int, str]], name: str, *, there: bool
) -> None:
    """Take the mode of a file; one of which the manifest says nothing is absent."""
    line, mode = said.get(f"file.{name}", (0, ""))
    known = next((one for one in MODES if one == mode), None)
    if known is None:
        if mode or there:
            expected = _("one of: %(choices)s") % {"choices": ", ".join(MODES)}
            found.wrong(line, f"file.{name}", mode, expected, "exchange.roster_mode")
        return
    if known == "absent" and there:
        expected = _("bulk or delta, as the file is here")
        found.wrong(line, f"file.{name}", mode, expected, "exchange.roster_absent")
    if known != "absent" and not there:
        expected = _("absent, as there is no %(file)s") % {"file": f"{name}.csv"}
        found.wrong(line, f"file.{name}", mode, expected, "exchange.roster_no_file")
    found.modes[name] = known


def _check_unknown(found: Manifest, said: Mapping[str, tuple[int, str]], pack: Pack) -> None:
    """Files and properties that the standard does not have."""
    known = found.format.files if found.format else {}
    for name, (line, value) in said.items():
        if name.startswith("file.") and name.removeprefix("file.") not in known:
            expected = _("a file of the standard")
            found.wrong(line, name, value, expected, "exchange.roster_file")
    for file in pack.members:
        if file.endswith(".csv") and file != MANIFEST and file.removesuffix(".csv") not in known:
            expected = _("a file of the standard, named in the manifest")
            found.problems.append(Problem(0, file, "", expected, "exchange.roster_file", file))
