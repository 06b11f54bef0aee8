"""A preview as it is kept with an import: counts, the first rows and problems, in plain values."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Record

from .outcomes import Preview

MOST_PROBLEMS = 2_000
TAKEN = "taken"
"""How many values were taken out of the file before it was kept, by heading."""


def plain_of(found: Preview, taken: Mapping[str, int] | None = None) -> dict[str, Any]:
    """``taken`` were refused before the file was kept: they count as values left out."""
    lacking = found.lacking.counted if found.lacking else {}
    plain = asdict(replace(found, lacking=None)) | ({TAKEN: taken} if taken else {})
    plain["lacking"] = lacking
    for column, count in (taken or {}).items():
        plain["excluded"][_("%(column)s: refused, never stored") % {"column": column}] = count
        plain["cells"] += count
    del plain["row"]
    plain["count_problems"] = len(found.problems)
    plain["problems"] = plain["problems"][:MOST_PROBLEMS]
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
