"""A file against what is there: read, cleaned, compared, and what would come of it."""

from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Diff, Problem, Target

from .across import called, named, spread, years_of
from .catalogue import TARGETS
from .errors import MappingWrong
from .guessing.refusing import emptied
from .guessing.spared import spared
from .making import with_codes
from .mappings import Mapping
from .pipeline import Cleaned, clean
from .reading import Layout, read_sheet
from .rosters.sets import Roster, read_set
from .rosters.target import ROSTER, compare
from .yearless import Calendar, with_years


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to import: where it lies, under which name it came, and how to read it.

    Without a mapping it is a set of files, which says by itself what is in it.
    """

    path: Path
    mapping: Mapping | None = None
    name: str = ""
    calendar: Calendar | None = None
    """What tells the year of days in the headings of a register that say none."""

    @property
    def target(self) -> str:
        return self.mapping.target if self.mapping else ROSTER.name


def target_of(name: str) -> Target:
    """The target of that name, that of a set of files included."""
    return ROSTER if name == ROSTER.name else TARGETS[name]


def cleaned(upload: Upload) -> Cleaned:
    """The records of a file, before any look at the database.

    Raises FileUnreadable or MappingWrong.
    """
    mapping = upload.mapping
    if mapping is None:
        roster = read_set(upload.path, upload.name)
        return Cleaned(
            roster=roster, problems=roster.problems, excluded=roster.aside, cells=roster.cells
        )
    target = TARGETS.get(mapping.target)
    if target is None:
        expected = _("one of: %(choices)s") % {"choices": ", ".join(TARGETS)}
        raise MappingWrong(file="mapping", path="target", expected=expected)
    layout = Layout(mapping.sheet, mapping.heading, mapping.encoding, mapping.delimiter)
    sheet = read_sheet(upload.path, layout, name=upload.name)
    taken = emptied(sheet.places, (cells for _line, cells in sheet.rows), spared(mapping))
    sheet = with_years(sheet, upload.calendar) if mapping.across else sheet
    rows = spread(sheet, mapping.across) if mapping.across else sheet
    found = clean(rows, mapping, target, TARGETS.values())
    if mapping.across:
        found.problems, found.years = named(found.problems, sheet, mapping.across), years_of(sheet)
    for column, count in taken.items():
        found.excluded[_("%(column)s: refused, never stored") % {"column": column}] += count
        found.cells += count
    found.problems = [placed(one, upload) for one in found.problems]
    return found


def compared(ecosystem: Ecosystem, upload: Upload, found: Cleaned, by: Actor) -> Diff:
    """What the records would do; with wrong cells, only what else is wrong besides.

    Who is named without a code is looked for among those whom the actor may see.
    """
    if found.roster is not None:
        return _compared_set(ecosystem, found.roster, found)
    records = [*found.records, *found.partial]
    if found.problems and not records:
        return Diff()
    target, unsure = TARGETS[upload.target], Diff()
    diff = target.diff(ecosystem, with_codes(ecosystem, target, records, unsure, by))
    diff.problems = [placed(one, upload) for one in (*unsure.problems, *diff.problems)]
    diff.notes = [placed(one, upload) for one in diff.notes]
    if found.problems:
        return Diff(problems=[one for one in diff.problems if not _follows(one, found)])
    return diff


def _compared_set(ecosystem: Ecosystem, roster: Roster, found: Cleaned) -> Diff:
    """What a set would do; nothing where something is wrong with its files by themselves."""
    if found.problems:
        return Diff()
    whole = compare(ecosystem, roster)
    found.aside, found.steps = whole.steps.aside, whole.steps.steps
    found.said, found.scope = whole.said, whole.scope
    return whole.diff


def _follows(problem: Problem, found: Cleaned) -> bool:
    """Whether a problem only comes of a cell that is told as wrong already."""
    if problem.code == "membership.two_persons":  # a wrong cell differs from the other rows
        return any(one.line == problem.line for one in found.partial)
    return any((one.line, one.column) == (problem.line, problem.column) for one in found.problems)


def placed(problem: Problem, upload: Upload) -> Problem:
    """The problem with its file, and the column of the file in place of the field."""
    column = problem.column
    if problem.label and upload.mapping:
        column = called(upload.mapping.said(problem.label, column), upload.mapping.across)
    file = problem.file or upload.name or upload.path.name
    return replace(problem, file=file, column=column)
