"""What an import of a CASE file would do, as every import tells it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db.models import Model
from django.utils.translation import gettext as _

from hedgerow.commons.frameworks.described import Differences, Part
from hedgerow.foundation.targets import Record, Values

from ..outcomes import SHOWN, Preview
from ..wording import CASE_PARTS, TAKEN_AWAY
from .finding import Package

CASE: Final = "case"


def outcome_of(read: Package, found: Differences | None) -> Preview:
    named = [] if found is None else _named(found)
    new = {label: [_record(one) for one in part.new] for label, part in named}
    changed = {label: [_changed(*one) for one in part.changed] for label, part in named}
    kept = {label: [_record(one) for one in part.unchanged] for label, part in named}
    gone = {label: [_gone(one) for one in part.gone] for label, part in named}
    for label, records in gone.items():
        changed[f"{label}{TAKEN_AWAY}"] = records
    kinds = {"new": new, "changed": changed, "unchanged": kept}
    return Preview(
        target=CASE,
        new=_counts(new),
        changed=_counts(changed),
        unchanged=_counts(kept),
        missing=0,
        excluded=dict(read.excluded),
        elsewhere=0,
        first={name: _first(records) for name, records in kinds.items()},
        problems=tuple(read.problems),
        digest=_digest(found),
    )


def _named(found: Differences) -> Sequence[tuple[str, Part]]:
    return list(zip(CASE_PARTS, found.parts, strict=True))


def _counts(records: Mapping[str, Sequence[Record]]) -> dict[str, int]:
    return {label: len(rows) for label, rows in records.items() if rows}


def _first(records: Mapping[str, Sequence[Record]]) -> tuple[Record, ...]:
    """The first few of each kind, with the name of the kind."""
    return tuple(
        replace(one, line=at, label=label)
        for label, rows in records.items()
        for at, one in enumerate(rows[:SHOWN], 1)
    )


SAID: Final = (
    "title", "version", "status", "adopted_on", "ended_on", "source", "code", "description",
    "position", "kind", "origin_title", "destination_title", "notes",
)  # fmt: skip


def _record(row: Mapping[str, Any]) -> Record:
    return Record(0, "", {name: row[name] for name in SAID if row.get(name) not in (None, "")})


def _changed(row: Mapping[str, Any], _old: object, was: Mapping[str, Any]) -> Record:
    """What changes, and by what it is known; fields that only the file has are told as one."""
    known = [name for name in ("code", "title", "kind") if row.get(name)]
    values = {name: row[name] for name in SAID if name in known or name in was}
    before: dict[str, Any] = {name: was[name] for name in was if name in SAID}
    if not before:
        values["details"], before["details"] = _("as the file has them"), ""
    plain: Values = {name: "" if value is None else value for name, value in before.items()}
    return Record(0, "", values, plain)


def _gone(row: Any) -> Record:
    values = {
        name: str(getattr(row, name)) for name in ("code", "title", "kind") if hasattr(row, name)
    }
    return Record(0, "", values, {})


def _plain(value: object) -> str:
    """A row by its number: what it is called depends on who reads."""
    return f"{value._meta.label} {value.pk}" if isinstance(value, Model) else str(value)


def _digest(found: Differences | None) -> str:
    seen = hashlib.sha256()
    for part in found.parts if found else ():
        told = [
            part.new,
            [(one, was) for one, _old, was in part.changed],
            [one.pk for one in part.gone],
        ]
        plain = json.dumps(told, default=_plain, sort_keys=True)
        seen.update(plain.encode())
    return seen.hexdigest()
