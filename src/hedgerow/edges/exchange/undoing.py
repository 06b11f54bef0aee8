"""An import is undone as a whole, while nothing has built on it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import jobs, journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .apart import require_apart
from .errors import NotUndoable
from .failing import failed_ones, has_failed
from .models import Import, ImportTrace
from .reversing import take_back
from .seats_again import take_seats_again
from .trace import Trace, unpacked

AT_ONCE = 20_000
KEPT = timedelta(days=30)


@transaction.atomic
def undo_import(uuid: UUID, *, by: Actor, at: datetime, wait: bool = False) -> Import:
    """Take out again what an import brought in, and write back what it changed.

    Large ones are undone by a job, unless the caller can ``wait``. Raises NotFound, NotUndoable, OutOfReach,
    BuiltUpon, or SeatsPromised where a seat that it had freed was given on.
    """
    row, trace = _undoable(uuid, by)
    if wait or trace.rows <= AT_ONCE:
        _carry_out(row, trace, by, at)
        return row
    row.state = Import.State.UNDOING
    row.preview = {**row.preview, "refused": ""}
    row.job = jobs.enqueue(
        "exchange.undo",
        {"import": str(row.uuid), "by": by.person_id, "steward": by.steward},
        ecosystem=row.ecosystem_id,
        by_person=by.person_id,
    )
    row.save(update_fields=["state", "preview", "job"])
    return row


def finish(row: Import, *, by: Actor, at: datetime) -> None:
    """Undo a large import that a job has come to, in the caller's transaction.

    Raises what ``undo_import`` raises; then the import stands as before.
    """
    _carry_out(row, _trace_of(row), by, at)


def forget_traces(before: datetime) -> int:
    """Delete what older imports wrote, which can be undone no longer; return how many.

    One whose undoing came to nothing, and can be begun no more, stands as imported.
    """
    deleted, _by_model = ImportTrace.objects.filter(of__finished_at__lt=before).delete()
    stopped = failed_ones().filter(state=Import.State.UNDOING, trace=None)
    stopped.update(state=Import.State.DONE)
    return deleted


def may_be_undone(row: Import) -> bool:
    """Whether it is kept what the import wrote."""
    return _is_in(row) and ImportTrace.objects.filter(of=row).exists()


def _undoable(uuid: UUID, by: Actor) -> tuple[Import, Trace]:
    row = Import.objects.visible_to(by).select_for_update().filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    if not _is_in(row):
        raise NotUndoable
    return row, _trace_of(row)


def _is_in(row: Import) -> bool:
    """Whether what it brought is here, and nothing is at work on it: an undoing may have failed."""
    return row.state == Import.State.DONE or (row.state == Import.State.UNDOING and has_failed(row))


def _trace_of(row: Import) -> Trace:
    """What it wrote; raises NotUndoable where that is kept no longer."""
    kept = ImportTrace.objects.filter(of=row).first()
    if kept is None:
        raise NotUndoable
    return unpacked(kept.content)


def _carry_out(row: Import, trace: Trace, by: Actor, at: datetime) -> None:
    ecosystem = Ecosystem.objects.select_for_update().get(pk=row.ecosystem_id)
    if not ImportTrace.objects.filter(of=row).exists():  # somebody in it was erased meanwhile
        raise NotUndoable
    require_apart(trace, by)
    take_back(trace)
    take_seats_again(trace, ecosystem, by=by, at=at)
    row.trace.delete()
    row.state, row.undone_at = Import.State.UNDONE, at
    row.preview = {**row.preview, "refused": ""}
    row.save(update_fields=["state", "undone_at", "preview"])
    journal.record(
        "exchange.undone",
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("ecosystems.ecosystem", ecosystem.uuid)],
        payload={"target": row.target, "rows": trace.rows},
    )
