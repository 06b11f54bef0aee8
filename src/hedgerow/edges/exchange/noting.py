"""A preview as it is kept with an import: counts, the first rows and problems, in plain values."""

from dataclasses import asdict
from typing import Any

from hedgerow.foundation.targets import Record

from .outcomes import Preview

MOST_PROBLEMS = 2_000


def plain_of(found: Preview) -> dict[str, Any]:
    plain = asdict(found)
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
