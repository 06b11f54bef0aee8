"""Preview a file and import it; both read, clean, check and compare in the same way."""

from collections.abc import Mapping as Fields
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.commons.observations.targets import TARGETS as OBSERVATION_TARGETS
from hedgerow.commons.people.targets import TARGETS as PEOPLE_TARGETS
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.targets import Diff, Problem, Record, Target

from .errors import ImportStopped, MappingWrong
from .mappings import Mapping
from .pipeline import Cleaned, clean, counts
from .reading import read_sheet

TARGETS: Fields[str, Target] = {one.name: one for one in (*PEOPLE_TARGETS, *OBSERVATION_TARGETS)}
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, or did: counts by block of the mapping, first rows, problems."""

    new: Fields[str, int]
    changed: Fields[str, int]
    unchanged: Fields[str, int]
    missing: int
    excluded: Fields[str, int]
    elsewhere: int
    first: Fields[str, tuple[Record, ...]]
    problems: tuple[Problem, ...]


def preview(ecosystem: Ecosystem, path: Path, mapping: Mapping, *, by: Actor) -> Preview:
    """Say what importing the file would do; nothing is written."""
    require(by, IMPORT, within=ecosystem.pk)
    cleaned, diff = _compare(ecosystem, path, mapping)
    return _outcome(cleaned, diff)


@transaction.atomic
def import_file(
    ecosystem: Ecosystem, path: Path, mapping: Mapping, *, by: Actor, at: datetime
) -> Preview:
    """Write what is new or changed, whole or not at all, as one fact; a second time nothing.

    Raises NotPermitted, FileUnreadable, MappingWrong, ImportStopped.
    """
    require(by, IMPORT, within=ecosystem.pk)
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
    cleaned, diff = _compare(ecosystem, path, mapping)
    outcome = _outcome(cleaned, diff)
    if outcome.problems:
        raise ImportStopped(outcome.problems)
    if diff.new or diff.changed:
        TARGETS[mapping.target].save(ecosystem.pk, diff, by, at)
        journal.record(
            "exchange.imported",
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[("ecosystems.ecosystem", ecosystem.uuid)],
            payload={
                "target": mapping.target,
                "new": len(diff.new),
                "changed": len(diff.changed),
                "excluded": sum(cleaned.excluded.values()),
            },
        )
    return outcome


def _compare(ecosystem: Ecosystem, path: Path, mapping: Mapping) -> tuple[Cleaned, Diff]:
    target = TARGETS.get(mapping.target)
    if target is None:
        expected = f"one of: {', '.join(TARGETS)}"
        raise MappingWrong(file="mapping", path="target", expected=expected)
    cleaned = clean(read_sheet(path, mapping.sheet), mapping, target)
    diff = Diff() if cleaned.problems else target.diff(ecosystem.pk, cleaned.records)
    cleaned.problems += [
        Problem(p.line, p.column, p.value, p.expected, p.code, path.name) for p in diff.problems
    ]
    return cleaned, diff


def _outcome(cleaned: Cleaned, diff: Diff) -> Preview:
    kinds = {"new": diff.new, "changed": diff.changed, "unchanged": diff.unchanged}
    return Preview(
        new=counts(diff.new),
        changed=counts(diff.changed),
        unchanged=counts(diff.unchanged),
        missing=sum(bool(record.values.get("missing")) for record in cleaned.records),
        excluded=dict(cleaned.excluded),
        elsewhere=cleaned.elsewhere,
        first={name: tuple(islice(rows, SHOWN)) for name, rows in kinds.items()},
        problems=tuple(cleaned.problems),
    )
