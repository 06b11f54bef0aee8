"""Looks large files through, imports confirmed ones, deletes what nobody confirmed."""

from django.db import transaction
from django.utils import timezone, translation

from hedgerow.commons.membership.actors import actor_of
from hedgerow.foundation import jobs
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.writeahead import copied_beside

from . import importing, undoing
from .absent.asked import LEAVING, ending_asked
from .actions import Preview, preview
from .comparing import cleaned
from .errors import BuiltUpon
from .formats import FORMATS, Format
from .models import Import
from .pipeline import Cleaned
from .ready import Ready, made_ready


@jobs.handler("exchange.check")
def check(job: jobs.Running) -> None:
    """Look a large file through; nothing is written but the preview, and others write meanwhile."""
    wanted = Import.objects.select_related("ecosystem").filter(uuid=job.args["import"])
    row = wanted.get()
    by = _sender(row)
    job.progress(0, 1)
    with translation.override(row.language or None):
        found, refused = None, None
        try:
            if row.target not in FORMATS:
                found = preview(row.ecosystem, importing.upload_of(row), by=by)
        except Refused as refusal:
            refused = refusal
        with job.last_step():
            row = wanted.select_for_update(of=("self",)).get()
            if row.state == Import.State.CHECKING:  # else it was put aside meanwhile
                _take_up(row, found, refused, by)


def _take_up(row: Import, found: Preview | None, refused: Refused | None, by: Actor) -> None:
    """Keep what a look through a file came to; one that no mapping reads is looked through now."""
    at = timezone.now()
    try:
        if refused is not None:
            _refused(row, refused)
        elif found is None:
            importing.look_through(row, by=by, at=at)
        else:
            importing.take_up(row, found, by=by, at=at)
    except Refused as refusal:
        _refused(row, refusal)


@jobs.handler("exchange.import")
def bring_in(job: jobs.Running) -> None:
    """Import a confirmed file in the transaction that ends the job: all of it, once, or nothing."""
    wanted = Import.objects.select_related("ecosystem").filter(uuid=job.args["import"])
    row = wanted.get()
    job.progress(0, 2)
    with translation.override(row.language or None):
        if other := FORMATS.get(row.target):
            with job.last_step():
                found = wanted.select_for_update(of=("self",)).get()
                _bring_in(other, found, _actor(job))
            return
        try:
            upload = importing.upload_of(row)
            read = cleaned(upload)
            ready = made_ready(row.ecosystem, upload, read, _actor(job))
        except Refused as refusal:
            with job.last_step():
                _refused(wanted.select_for_update(of=("self",)).get(), refusal)
            return
        job.progress(1, 2)
        with copied_beside(), job.last_step():
            found = wanted.select_for_update(of=("self",)).get()
            _write(found, read, ready, job)


def _write(row: Import, read: Cleaned, ready: Ready | None, job: jobs.Running) -> None:
    if row.state != Import.State.RUNNING:  # done by an earlier attempt
        return
    by, at, ending = _actor(job), timezone.now(), ending_asked(row, job.args)
    try:
        with transaction.atomic():
            leaving = bool(job.args.get(LEAVING))
            importing.run(row, read, by=by, at=at, ready=ready, ending=ending, leaving=leaving)
    except Refused as refusal:
        _refused(row, refusal)


@jobs.handler("exchange.undo")
def undo(job: jobs.Running) -> None:
    """Undo a large import in the transaction that ends the job; where it cannot be, say why."""
    wanted = Import.objects.select_for_update(of=("self",))
    job.progress(0, 1)
    with job.last_step():
        row = wanted.get(uuid=job.args["import"])
        if row.state != Import.State.UNDOING:  # done by an earlier attempt
            return
        with translation.override(row.language or None):
            try:
                with transaction.atomic():
                    undoing.finish(row, by=_actor(job), at=timezone.now())
            except Refused as refusal:
                row.state = Import.State.DONE
                row.preview = {**row.preview, **_why(refusal)}
                row.save(update_fields=["state", "preview"])


def _why(refusal: Refused) -> dict[str, object]:
    """What a page tells later of a refusal; the rows in the way by their keys, not by their names."""
    if not isinstance(refusal, BuiltUpon):
        return {"refused": f"{refusal} {refusal.next_step}", "in_the_way": []}
    rows = [(row.table, row.key) for one in refusal.found for row in one.rows]
    return {"refused": f"{refusal.unnamed} {refusal.next_step}", "in_the_way": rows}


def _bring_in(other: Format, row: Import, by: Actor) -> None:
    """The same for a file that no mapping reads."""
    if row.state != Import.State.RUNNING:  # done by an earlier attempt
        return
    try:
        with transaction.atomic():
            other.bring_in(row, by=by, at=timezone.now())
    except Refused as refusal:
        _refused(row, refusal)


def _sender(row: Import) -> Actor:
    """Who sent it in, as some lines may not be theirs to write; whoever runs the server else."""
    if row.by_id is None:
        return Actor.the_steward(via="job")
    return actor_of(row.by_id, via="job", at=timezone.now())


def _actor(job: jobs.Running) -> Actor:
    """Who confirmed it, with the roles held now: one who has lost them imports nothing."""
    if job.args["by"] is None:
        return Actor.the_steward(via="job") if job.args["steward"] else Actor.public()
    return actor_of(job.args["by"], via="job", at=timezone.now())


def _refused(row: Import, refusal: Refused) -> None:
    if row.stored:  # else it was put aside meanwhile
        row.state = Import.State.WRONG
        row.preview = {**row.preview, "refused": f"{refusal} {refusal.next_step}"}
        row.save(update_fields=["state", "preview"])


@jobs.handler("exchange.forget")
def forget(job: jobs.Running) -> None:
    """Delete files that were sent in more than a day ago, and what undoing older imports needs."""
    with job.last_step(), transaction.atomic():
        importing.forget_old(timezone.now() - importing.KEPT)
        undoing.forget_traces(timezone.now() - undoing.KEPT)


jobs.every("exchange.forget", hours=1)
