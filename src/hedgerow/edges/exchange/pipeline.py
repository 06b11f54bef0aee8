"""Rows of text → records of a target: exclude, map, check. Nothing here touches the database."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Problem, Record, Target, Value

from . import making
from .cells import TEXTS, Read, Row, Unfit, converter, source_reader, tester
from .mappings import Condition, Exclusion, Mapping, Rows, Source
from .reading import Sheet
from .rosters.scope import Scope
from .rosters.sets import Roster
from .rosters.steps import Step

if TYPE_CHECKING:
    import polars as pl

Test = Callable[[Row], bool]


@dataclass(slots=True)
class Cleaned:
    """What a file comes to: records, rows left out by reason, problems.

    ``partial`` are rows with a problem in some cell, empty there: what else is wrong with them
    can be told together with it. ``cells`` of the excluded are single values that were refused, and
    no rows. Of a set of files, ``roster`` is what was read, and ``aside`` what
    comes to nothing beside what is here, ``steps`` are its records as they were compared, ``said`` the
    roles that it says, and ``scope`` of what these are all there are.
    """

    records: list[Record] = field(default_factory=list)
    partial: list[Record] = field(default_factory=list)
    excluded: Counter[str] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)
    cells: int = 0
    roster: Roster | None = None
    steps: Sequence[Step] = ()
    said: "pl.DataFrame | None" = None
    scope: Scope | None = None
    elsewhere: int = 0
    problems: list[Problem] = field(default_factory=list)
    years: str = ""
    """Of a register whose days say no year, which they have and what tells it."""


class Filling(NamedTuple):
    """How one field is filled."""

    name: str
    said: str
    read: Read
    convert: Callable[[str], Value]
    silent: bool
    empty: Value


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a mapping, ready to make a record of each row."""

    rows: Rows
    where: Sequence[Test]
    exclude: Sequence[tuple[Test, str]]
    fillings: Sequence[Filling]
    key: str
    names: Collection[str]
    made_of: tuple[str, ...] = ()
    named: making.Named = making.NAMED

    def record(self, line: int, row: Row, found: Cleaned) -> Record | None:
        """The typed record, or None once a problem is noted."""
        values: dict[str, Value] = {}
        wrong: set[str] = set()
        for name, said, read, convert, silent, empty in self.fillings:
            text = None
            try:
                text = read(row)
                value = convert(text)
                if not silent or value not in (None, ""):
                    values[name] = value
            except Unfit as unfit:
                stood = unfit.stood if text is None else text
                found.problems.append(Problem(line, said, stood, str(unfit), "exchange.value"))
                wrong.add(name)
                values[name] = empty
        if self.rows.missing and "value" in values:
            values["missing"] = self.rows.missing if values["value"] is None else ""
        wrong |= self.named.lacking(line, values, wrong, found.problems)
        made_of = self.made_of if values.get("code") == "" else self.named.told(values)
        record = Record(line, self.rows.label, values, made_of=made_of)
        wrong |= making.lacking(record, self.rows, wrong, found.problems)
        if wrong and wrong.isdisjoint((*self.names, *made_of)):
            found.partial.append(record)
        return None if wrong else record


def clean(
    sheet: Sheet, mapping: Mapping, target: Target, others: Collection[Target] = ()
) -> Cleaned:
    """Apply a mapping to every row; problems name line, column, value and what was expected.

    ``others`` are the targets one of whose templates the file may be instead.
    """
    found = Cleaned(problems=list(_misfits(sheet, mapping, target, others)))
    if found.problems:
        return found
    where = [_test(one, sheet) for one in mapping.where]
    exclude = _exclusions(mapping.exclude, sheet)
    blocks = [_block(rows, sheet, target) for rows in mapping.rows]
    keep = Keeper(found, target)
    for line, row in sheet.rows:
        if not all(holds(row) for holds in where):
            found.elsewhere += 1
            continue
        if _excluded(row, exclude, found):
            continue
        for block in blocks:
            wanted = all(holds(row) for holds in block.where)
            if wanted and not _excluded(row, block.exclude, found):
                keep(block, block.record(line, row, found))
    return found


def counts(records: Sequence[Record]) -> dict[str, int]:
    """How many records each block of the mapping gave."""
    return dict(Counter(record.label for record in records))


def _test(condition: Condition, sheet: Sheet) -> Test:
    return tester(condition, sheet.places, (row for _line, row in sheet.rows))


def _exclusions(exclude: Sequence[Exclusion], sheet: Sheet) -> list[tuple[Test, str]]:
    return [(_every([_test(test, sheet) for test in one.all]), one.reason) for one in exclude]


def _every(tests: Sequence[Test]) -> Test:
    return lambda row: all(holds(row) for holds in tests)


def _excluded(row: Row, exclude: Sequence[tuple[Test, str]], found: Cleaned) -> bool:
    """Whether the row is left out; it is counted under the first reason, if that is one."""
    reason = next((reason for holds, reason in exclude if holds(row)), None)
    if reason:
        found.excluded.update([reason])
    return reason is not None


def _block(rows: Rows, sheet: Sheet, target: Target) -> Block:
    named = making.named(rows, target, _here(rows, sheet))
    fillings = [
        Filling(
            one.name,
            source.said or one.name,
            source_reader(source, sheet.places),
            making.spared(converter(one, source), bool(source.made_of) or one.name in named.fields),
            one.silent,
            "" if one.kind in TEXTS else None,
        )
        for one in target.fields
        if (source := rows.fields.get(one.name)) is not None and _is_here(source, sheet)
    ]
    key = " + ".join(rows.fields[name].said or name for name in target.key if name in rows.fields)
    tests = [_test(one, sheet) for one in rows.where]
    exclude = _exclusions(rows.exclude, sheet)
    made_of = making.made_of(rows)
    return Block(rows, tests, exclude, fillings, key, target.key, made_of, named)


def _here(rows: Rows, sheet: Sheet) -> set[str]:
    """The fields of a block that the file fills."""
    return {name for name, source in rows.fields.items() if _is_here(source, sheet)}


def _is_here(source: Source, sheet: Sheet) -> bool:
    """Whether the file has any column of the source; optional ones may all be absent."""
    return (
        not source.cells
        or bool(source.made_of)
        or any(cell.column in sheet.places for cell in source.cells)
    )


def _misfits(
    sheet: Sheet, mapping: Mapping, target: Target, others: Collection[Target]
) -> Iterator[Problem]:
    """Columns the file lacks, fields the target lacks, required fields nobody fills."""
    names = {one.name for one in target.fields}
    needs = {rows.label: target.needed(_here(rows, sheet)) for rows in mapping.rows}
    columns = mapping.columns(set().union(*needs.values()))
    missing = sorted(columns - set(sheet.columns))
    better = _better(set(sheet.columns), target, others) if missing else None
    if better is not None:
        expected = _("“%(template)s”: its headings are those of this file")
        said = expected % {"template": template_title(better)}
        yield Problem(mapping.heading, "", "", said, "exchange.other_template", label=better.name)
        return
    known = ", ".join(name for name in sheet.columns if name)
    for column in missing:
        expected = _("a column of this name")
        if column == missing[0]:  # once is enough
            expected = _("a column of this name; the file has: %(columns)s") % {"columns": known}
        yield Problem(mapping.heading, column, "", expected, "exchange.no_column")
    for rows in mapping.rows:
        for name in sorted(set(rows.fields) - names):
            expected = _("one of: %(choices)s") % {"choices": ", ".join(sorted(names))}
            yield Problem(0, name, rows.label, expected, "exchange.no_field", "mapping")
        for name in sorted(needs[rows.label] - set(rows.fields)):
            expected = _("a column or a constant for this field")
            yield Problem(0, name, rows.label, expected, "exchange.unfilled", "mapping")
        yield from making.misfits(rows, target)


def _better(columns: Set[str], chosen: Target, others: Collection[Target]) -> Target | None:
    """The target whose template the file is, rather than the one that was chosen."""

    def fit(target: Target) -> int:
        return len(columns & {one.name for one in target.fields})

    best = max((one for one in others if one.needed(columns) <= columns), key=fit, default=None)
    return best if best is not None and fit(best) > fit(chosen) else None


def template_title(target: Target) -> str:
    """What the ready mapping of a template is called where it is chosen."""
    return _("template: %(target)s") % {"target": str(target.title).lower()}


class Keeper:
    """Keeps a record once; a shared one may repeat, as long as it says the same."""

    def __init__(self, found: Cleaned, target: Target) -> None:
        self._found, self._target, self._names = found, target, tuple(target.key)
        self._seen: dict[tuple[Value, ...], tuple[bool, Record]] = {}

    def __call__(self, block: Block, record: Record | None) -> None:
        if record is None:
            return
        key = tuple(record.values.get(name) for name in self._names) + making.told_by(record)
        shared, first = self._seen.setdefault(key, (block.rows.shared, record))
        if first is record:
            self._found.records.append(record)
            return
        if shared and block.rows.shared and first.values == record.values:
            return
        apart = tuple(record.text(name) for name in self._target.apart)
        if self._target.are_two(record, first) and (*key, *apart) not in self._seen:
            self._seen[*key, *apart] = (block.rows.shared, record)
            self._found.records.append(record)
            return
        if record.made_of:
            self._found.problems.append(making.namesakes(record, first, block.rows))
            return
        value = " / ".join(str(part) for part in key if part not in (None, ""))
        expected = _("no second row like that of line %(line)s") % {"line": first.line}
        problem = Problem(record.line, block.key, value, expected, "exchange.duplicate")
        self._found.problems.append(problem)
