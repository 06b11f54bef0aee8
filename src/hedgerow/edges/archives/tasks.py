"""Writes archives that were asked for, and deletes those that were kept long enough."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import override

from hedgerow.commons.membership.actors import actor_of
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Archive
from .readme import spoken


@jobs.handler(actions.JOB)
def make(job: jobs.Running) -> None:
    """Write the archive; a worker that takes over begins anew, as half a file is of no use."""
    row = Archive.objects.select_related("ecosystem").filter(uuid=job.args["archive"]).first()
    if row is None:  # let go meanwhile: by time, or because somebody in it was erased
        return
    now = timezone.now()
    by = actor_of(row.by_id, via="job", at=now) if row.by_id else Actor.the_steward(via="job")
    with override(spoken(job.args.get("language", ""))):
        written = actions.make_archive(
            row.ecosystem,
            row.file,
            by=by,
            at=now,
            told=job.progress,
            form=row.form,
            since=row.since,
        )
    with job.last_step():
        kept = Archive.objects.filter(pk=row.pk)
        size, left_out = row.file.stat().st_size, dict(written.left_out)
        if not kept.update(rows=written.rows, bytes=size, left_out=left_out, made_at=now):
            row.file.unlink(missing_ok=True)
            return
        actions.tell(row.ecosystem, written.rows, by=by, at=now, form=row.form, since=row.since)


@jobs.handler("archives.forget")
def forget(job: jobs.Running) -> None:
    """Delete archives that were asked for more than a day ago."""
    with job.last_step():
        actions.forget_archives(timezone.now() - actions.KEPT)


jobs.every("archives.forget", hours=1)
