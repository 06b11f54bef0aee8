"""Rows of text → records of a target: exclude, map, check. Nothing here touches the database."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from hedgerow.foundation.targets import Field, Problem, Record, Target, Value

from .mappings import Mapping, Rows, Source
from .reading import Sheet

EXPECTED = {
    "whole": "a whole number of 0 or more",
    "number": "a number",
    "date": "a date as YYYY-MM-DD",
}


@dataclass(slots=True)
class Cleaned:
    """What a file comes to: records, rows left out by reason, problems."""

    records: list[Record] = field(default_factory=list)
    excluded: Counter[str] = field(default_factory=Counter)
    elsewhere: int = 0
    problems: list[Problem] = field(default_factory=list)


def clean(sheet: Sheet, mapping: Mapping, target: Target) -> Cleaned:
    """Apply a mapping to every row; problems name line, column, value and what was expected."""
    found = Cleaned(problems=list(_misfits(sheet, mapping, target)))
    if found.problems:
        return found
    seen: dict[tuple[object, ...], tuple[bool, Record]] = {}
    for line, row in sheet.rows:
        if not all(condition.holds(row) for condition in mapping.where):
            found.elsewhere += 1
            continue
        reason = next((one.reason for one in mapping.exclude if one.holds(row)), None)
        if reason is not None:
            found.excluded[reason] += 1
            continue
        for rows in mapping.rows:
            _add(found, seen, _record(found, line, row, rows, target), rows, target)
    found.problems = [
        Problem(p.line, p.column, p.value, p.expected, p.code, sheet.file) for p in found.problems
    ]
    return found


def _misfits(sheet: Sheet, mapping: Mapping, target: Target) -> Iterator[Problem]:
    """Columns the file lacks, fields the target lacks, required fields nobody fills."""
    known = ", ".join(sheet.columns)
    for column in sorted(mapping.columns() - set(sheet.columns)):
        yield Problem(1, column, "", f"one of: {known}", "exchange.no_column", sheet.file)
    names = {one.name for one in target.fields}
    needed = {one.name for one in target.fields if one.required}
    for rows in mapping.rows:
        for name in sorted(set(rows.fields) - names):
            expected = f"one of: {', '.join(sorted(names))}"
            yield Problem(0, name, rows.label, expected, "exchange.no_field", "mapping")
        for name in sorted(needed - set(rows.fields)):
            yield Problem(0, name, rows.label, "a source", "exchange.unfilled", "mapping")


def _record(
    found: Cleaned, line: int, row: dict[str, str], rows: Rows, target: Target
) -> Record | None:
    """The typed record of one block, or None once a problem is noted."""
    values: dict[str, Value] = {}
    before = len(found.problems)
    for one in target.fields:
        if (source := rows.fields.get(one.name)) is None:
            continue
        text = _read(source, row)
        if source.values is not None and text not in source.values:
            expected = f"one of: {', '.join(source.values)}"
            found.problems.append(Problem(line, source.said, text, expected, "exchange.not_listed"))
            continue
        text = text if source.values is None else source.values[text]
        try:
            values[one.name] = typed(one, text)
        except (ValueError, InvalidOperation):
            expected = EXPECTED.get(one.kind, f"text of 1 to {one.longest} characters")
            found.problems.append(Problem(line, source.said, text, expected, "exchange.value"))
    if rows.missing and "value" in values:
        values["missing"] = rows.missing if values["value"] is None else ""
    return None if len(found.problems) > before else Record(line, rows.label, values)


def _read(source: Source, row: dict[str, str]) -> str:
    if source.constant is not None:
        return source.constant
    return "".join(cell.read(row) for cell in source.cells)


def typed(one: Field, text: str) -> Value:
    """Text as the field's kind; an empty number or date is None.

    Raises ValueError or InvalidOperation where it cannot be.
    """
    if not text:
        if one.required:
            raise ValueError
        return "" if one.kind == "text" else None
    if one.kind == "date":
        return date.fromisoformat(text)
    if one.kind == "text":
        if len(text) > one.longest:
            raise ValueError
        return text
    number = Decimal(text)
    if not number.is_finite():
        raise InvalidOperation
    if one.kind == "number":
        return number
    if number < 0 or number != int(number):
        raise ValueError
    return int(number)


def _add(
    found: Cleaned,
    seen: dict[tuple[object, ...], tuple[bool, Record]],
    record: Record | None,
    rows: Rows,
    target: Target,
) -> None:
    """Keep a record once; a shared one may repeat, as long as it says the same."""
    if record is None:
        return
    key = tuple(record.values.get(name) for name in target.key)
    if key not in seen:
        seen[key] = (rows.shared, record)
        found.records.append(record)
        return
    shared, first = seen[key]
    if shared and rows.shared and first.values == record.values:
        return
    value = " / ".join(str(part) for part in key)
    expected = f"no second row like that of line {first.line}"
    column = " + ".join(rows.fields[n].said or n for n in target.key if n in rows.fields)
    found.problems.append(Problem(record.line, column, value, expected, "exchange.duplicate"))


def counts(records: Sequence[Record]) -> dict[str, int]:
    """How many records each block of the mapping gave."""
    return dict(Counter(record.label for record in records))
