"""Preview a file and import it; both read, clean, check and compare in the same way."""

import hashlib
import json
from collections.abc import Callable
from collections.abc import Mapping as Fields
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.targets import Diff, Problem, Record

from .catalogue import TARGETS
from .errors import ImportStopped, MappingWrong, RowsMoved
from .mappings import Mapping
from .models import Import, ImportTrace
from .pipeline import Cleaned, clean, counts
from .reading import Layout, read_sheet
from .tracing import traced

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, or did: counts by block of the mapping, first rows, problems.

    ``digest`` differs when what would be written, or what it would replace, differs. ``row`` is
    the import that was written.
    """

    target: str
    new: Fields[str, int]
    changed: Fields[str, int]
    unchanged: Fields[str, int]
    missing: int
    excluded: Fields[str, int]
    elsewhere: int
    first: Fields[str, tuple[Record, ...]]
    problems: tuple[Problem, ...]
    digest: str
    row: UUID | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to import: where it lies, under which name it came, and how to read it."""

    path: Path
    mapping: Mapping
    name: str = ""


def cleaned(upload: Upload) -> Cleaned:
    """The records of a file, before any look at the database.

    Raises FileUnreadable or MappingWrong.
    """
    mapping = upload.mapping
    target = TARGETS.get(mapping.target)
    if target is None:
        expected = _("one of: %(choices)s") % {"choices": ", ".join(TARGETS)}
        raise MappingWrong(file="mapping", path="target", expected=expected)
    layout = Layout(mapping.sheet, mapping.heading, mapping.encoding, mapping.delimiter)
    found = clean(
        read_sheet(upload.path, layout, name=upload.name), mapping, target, TARGETS.values()
    )
    found.problems = [_placed(one, upload) for one in found.problems]
    return found


def preview(ecosystem: Ecosystem, upload: Upload, *, by: Actor) -> Preview:
    """Say what importing the file would do; nothing is written."""
    _permitted(ecosystem, by)
    found = cleaned(upload)
    return _outcome(upload.mapping, found, _compared(ecosystem, upload, found))


def import_file(
    ecosystem: Ecosystem,
    upload: Upload,
    *,
    by: Actor,
    at: datetime,
    found: Cleaned | None = None,
    row: Import | None = None,
    promised: str = "",
    told: Callable[[str], None] = lambda step: None,
) -> Preview:
    """Write what is new or changed, whole or not at all; a second time nothing.

    ``promised`` is the digest of a preview that must still hold. ``told`` hears of each step.
    What was written is kept with ``row``, or with a new one, so that it can be undone.
    Raises NotFound, NotPermitted, FileUnreadable, MappingWrong, ImportStopped or RowsMoved.
    """
    _permitted(ecosystem, by)
    told("read")
    found = cleaned(upload) if found is None else found
    with transaction.atomic():
        Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
        told("compare")
        diff = _compared(ecosystem, upload, found)
        outcome = _outcome(upload.mapping, found, diff)
        if outcome.problems:
            raise ImportStopped(outcome.problems)
        if promised and outcome.digest != promised:
            raise RowsMoved
        if diff.written:
            told("write")
            as_import, target = by.by_way_of("import", "imported"), TARGETS[outcome.target]
            with traced(ecosystem, target, diff) as trace:
                target.save(ecosystem, diff, as_import, at)
            _journal(ecosystem, outcome, as_import, at)
            row = _listed(ecosystem, upload, outcome, by, at) if row is None else row
            ImportTrace.objects.create(of=row, content=trace.packed())
            outcome = replace(outcome, row=row.uuid)
    return outcome


def _listed(
    ecosystem: Ecosystem, upload: Upload, outcome: Preview, by: Actor, at: datetime
) -> Import:
    """The import as the page of imports lists it, where no page brought it in."""
    return Import.objects.create(
        ecosystem=ecosystem,
        by_id=by.person_id,
        file_name=(upload.name or upload.path.name)[:200],
        target=outcome.target,
        mapping_name=upload.mapping.title or upload.mapping.target,
        state=Import.State.DONE,
        preview=counted(outcome),
        created_at=at,
        finished_at=at,
    )


def counted(outcome: Preview) -> dict[str, Any]:
    """How an import went, in numbers: nothing of its rows."""
    names = ("new", "changed", "unchanged", "excluded", "elsewhere", "missing")
    return {name: getattr(outcome, name) for name in names}


def _permitted(ecosystem: Ecosystem, by: Actor) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, IMPORT, within=ecosystem.pk)


def _compared(ecosystem: Ecosystem, upload: Upload, found: Cleaned) -> Diff:
    """What the records would do; with wrong cells, only what else is wrong besides."""
    records = [*found.records, *found.partial]
    if found.problems and not records:
        return Diff()
    diff = TARGETS[upload.mapping.target].diff(ecosystem, records)
    diff.problems = [_placed(one, upload) for one in diff.problems]
    if found.problems:
        return Diff(problems=[one for one in diff.problems if not _follows(one, found)])
    return diff


def _follows(problem: Problem, found: Cleaned) -> bool:
    """Whether a problem only comes of a cell that is told as wrong already."""
    if problem.code == "membership.two_persons":  # a wrong cell differs from the other rows
        return any(one.line == problem.line for one in found.partial)
    return any((one.line, one.column) == (problem.line, problem.column) for one in found.problems)


def _placed(problem: Problem, upload: Upload) -> Problem:
    """The problem with its file, and the column of the file in place of the field."""
    column = problem.column
    if problem.label:
        column = upload.mapping.said(problem.label, column)
    file = problem.file or upload.name or upload.path.name
    return replace(problem, file=file, column=column)


def _outcome(mapping: Mapping, found: Cleaned, diff: Diff) -> Preview:
    kinds = {"new": diff.new, "changed": diff.changed, "unchanged": diff.unchanged}
    return Preview(
        target=mapping.target,
        new=counts(diff.new),
        changed=counts(diff.changed),
        unchanged=counts(diff.unchanged),
        missing=sum(bool(record.values.get("missing")) for record in found.records),
        excluded=dict(found.excluded),
        elsewhere=found.elsewhere,
        first={name: tuple(islice(rows, SHOWN)) for name, rows in kinds.items()},
        problems=tuple(sorted((*found.problems, *diff.problems), key=lambda one: one.line)),
        digest=_digest(diff),
    )


def _digest(diff: Diff) -> str:
    seen = hashlib.sha256()
    for kind, records in (("new", diff.new), ("changed", diff.changed)):
        for one in records:
            said = [kind, one.line, one.label, dict(one.values), dict(one.was or {})]
            seen.update(json.dumps(said, default=str, sort_keys=True).encode())
    return seen.hexdigest()


def _journal(ecosystem: Ecosystem, outcome: Preview, by: Actor, at: datetime) -> None:
    numbers = {
        name: sum(asdict(outcome)[name].values())
        for name in ("new", "changed", "unchanged", "excluded")
    }
    journal.record(
        "exchange.imported",
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("ecosystems.ecosystem", ecosystem.uuid)],
        payload={"target": outcome.target, **numbers},
    )
