"""A set as a whole: told by what is in it, read file by file, checked, and made into records."""

import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Problem

from ..errors import PACK_ANEW, FileUnreadable
from . import from_kolibri, from_oneroster, from_sds
from .here import Here
from .kolibri import FILE, KOLIBRI
from .layout import File, Format, Mode
from .links import check_links
from .manifest import read_manifest
from .names import MANIFEST
from .packed import REFUSED, Pack, open_set
from .reading import RAGGED, Table, read_table
from .sds import SDS
from .shifted import SHIFTED
from .steps import Steps

PERSONS: Final[Mapping[str, str]] = {
    "users": "sourcedId", "Student": "SIS ID", "Teacher": "SIS ID", "kolibri": "USERNAME",
}  # fmt: skip
"""The files whose rows are persons, and the column of their codes."""


@dataclass(slots=True)
class Roster:
    """A set that was read: its tables, what is wrong, and what was refused or is not kept."""

    format: Format | None = None
    system: str = ""
    """What the manifest calls the system that the set comes from, if it does."""
    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)
    cells: int = 0
    """How many of those put aside are no rows but single values, refused."""

    def steps(self, here: Here, today: date) -> Steps:
        """The set as records of our targets, beside what is here."""
        if self.format is KOLIBRI:
            return from_kolibri.steps_of(self.tables, here, today)
        if self.format is SDS:
            return from_sds.steps_of(self.tables, here, today)
        return from_oneroster.steps_of(self.tables, here, today)

    def persons(self) -> frozenset[str]:
        """The codes of all persons of whom the set says anything that is kept here."""
        found: set[str] = set()
        for name, table in self.tables.items():
            for column in table.file.columns if table.file.kept else ():
                if column.refers in PERSONS or PERSONS.get(name) == column.name:
                    said = table.cells(column.name)[column.name]
                    if column.many:
                        said = said.str.split(",").list.explode().str.strip_chars()
                    found.update(said.drop_nulls())
        return frozenset(found - {""})


def read_set(path: Path, name: str = "") -> Roster:
    """Read a set, an archive or a folder, and note whatever is wrong with it.

    Raises FileUnreadable.
    """
    pack = open_set(path, name)
    found = Roster()
    if not {MANIFEST, "orgs.csv", "users.csv"}.isdisjoint(pack.members):
        said = read_manifest(pack)
        found.format, found.system, found.problems = said.format, said.system, said.problems
        modes: dict[str, Mode] = {k: mode for k, mode in said.modes.items() if mode != "absent"}
    elif "School.csv" in pack.members:
        found.format = SDS
        modes = _sds_files(found, pack)
    elif FILE in pack.members:
        found.format, modes = KOLIBRI, {"kolibri": "bulk"}
    else:
        expected = _(
            "a manifest.csv as OneRoster has it, or the files of School Data Sync or Kolibri"
        )
        raise FileUnreadable(file=pack.name, expected=expected, advice=PACK_ANEW)
    if found.format is None:
        return found
    if found.problems:
        found.problems += _headings(found.format, pack, modes)
        return found
    _read(found, pack, modes)
    return found


def _headings(form: Format, pack: Pack, modes: Mapping[str, Mode]) -> Iterator[Problem]:
    """What is wrong with the headings of the files that are there, of a set that is not whole.

    So all that is wrong with its shape is told at once; its rows are read once that is mended.
    """
    for name, mode in modes.items():
        file = form.file(name)
        if file is not None and file.name in pack.members:
            with pack.open(file.name) as content:
                first = io.BytesIO(content.readline())
            yield from read_table(file, first, mode, strict=form.strict).problems


def _sds_files(found: Roster, pack: Pack) -> dict[str, Mode]:
    """The files that are there; notes those without which the set is none."""
    for name in SDS.needed:
        if f"{name}.csv" not in pack.members:
            expected = _("a file of this name")
            problem = Problem(0, f"{name}.csv", "", expected, "exchange.roster_no_file", pack.name)
            found.problems.append(problem)
    return {name: "bulk" for name in SDS.files if f"{name}.csv" in pack.members}


def _read(found: Roster, pack: Pack, modes: dict[str, Mode]) -> None:
    stripped = _stripped(pack)
    for name, mode in modes.items():
        file = found.format.file(name) if found.format else None
        if file is None:
            continue
        strict = found.format is not None and found.format.strict
        told = replace(file, name=pack.name) if found.format is KOLIBRI else file
        with pack.open(file.name) as content:
            table = read_table(told, content, mode, strict=strict)
        found.tables[name] = table
        table.refused.update(stripped.get(file.name, {}))
        file = told
        _put_aside(found, file, table)
    check_links(found.tables)
    found.problems += [one for table in found.tables.values() for one in table.problems]


def _put_aside(found: Roster, file: File, table: Table) -> None:
    """Count what is refused, and the rows of which Hedgerow keeps nothing."""
    found.cells += sum(table.refused.values())
    for column, count in sorted(table.refused.items()):
        reason = _("%(file)s, %(column)s: refused, never stored")
        found.aside[reason % {"file": file.name, "column": column}] += count
    if table.guarded and (ragged := sum(one.code == RAGGED for one in table.problems)):
        reason = _("%(file)s: lines with more or fewer cells than headings: refused, never stored")
        found.aside[reason % {"file": file.name}] += ragged
    if shifted := sum(one.code == SHIFTED for one in table.problems):
        reason = _("%(file)s: lines whose cells have shifted: refused, never stored")
        found.aside[reason % {"file": file.name}] += shifted
    if not file.kept and len(table):
        reason = _("%(file)s: checked, of which nothing is kept here")
        found.aside[reason % {"file": file.name}] += len(table)


def _stripped(pack: Pack) -> dict[str, dict[str, int]]:
    """How much was taken out of each file before it was kept here."""
    if REFUSED not in pack.members:
        return {}
    with pack.open(REFUSED) as content:
        said: dict[str, dict[str, int]] = json.loads(content.read(1 << 16))
    return said
