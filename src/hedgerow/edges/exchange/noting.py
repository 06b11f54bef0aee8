"""A preview as it is kept with an import: counts, the first rows and problems, in plain values."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Record

from .likeness.kept import FIELD
from .likeness.kept import plain as likenesses
from .moving.kept import FIELD as MOVING
from .moving.kept import plain as movings
from .outcomes import Preview

MOST_PROBLEMS = 2_000
TAKEN = "taken"
"""How many values were taken out of the file before it was kept, by heading."""
SHEETS = "sheets"
"""Of a workbook of several sheets, the name of the one that was read, then those of the others."""


def plain_of(found: Preview, before: Mapping[str, Any]) -> dict[str, Any]:
    """What was found, with what the preview ``before`` says of the file itself.

    What was refused before the file was kept counts as values left out.
    """
    lacking = found.lacking.counted if found.lacking else {}
    kept = {name: before[name] for name in (TAKEN, SHEETS) if before.get(name)}
    plain, taken = asdict(replace(found, lacking=None)) | kept, before.get(TAKEN, {})
    plain["lacking"], plain[FIELD] = lacking, likenesses(found.resembling)
    plain[MOVING] = movings(found.moving)
    for column, count in taken.items():
        plain["excluded"][_("%(column)s: refused, never stored") % {"column": column}] = count
        plain["cells"] += count
    del plain["row"]
    plain["count_problems"] = len(found.problems)
    for name in ("problems", "notes"):
        plain[name] = plain[name][:MOST_PROBLEMS]
    plain["absent"] = [{**one, "day": one["day"].isoformat()} for one in plain["absent"]]
    plain["first"] = {kind: [_row(one) for one in rows] for kind, rows in found.first.items()}
    return plain


def _row(record: Record) -> dict[str, Any]:
    def words(values: Any) -> dict[str, str]:
        return {name: "" if value is None else str(value) for name, value in values.items()}

    return {
        "line": record.line,
        "label": record.label,
        "values": words(record.values),
        "was": words(record.was or {}),
    }
