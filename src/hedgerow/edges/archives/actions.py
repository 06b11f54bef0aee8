"""Ask for an archive, make it, and let it go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import get_language

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.exchange.rosters.outgoing_since import require_told
from hedgerow.foundation import jobs, journal
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.permissions import Actor

from .errors import ChangesOfRosters, FormUnknown, SinceTooEarly
from .models import Archive, Form, folder
from .permissions import EXPORT
from .rosters import Written, write_roster
from .writing import write

JOB = "archives.make"
KEPT = timedelta(days=1)
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
Told = Callable[[int, int], None]


@transaction.atomic
def ask_for_archive(
    ecosystem: Ecosystem,
    *,
    by: Actor,
    at: datetime,
    form: str = Form.EVERYTHING,
    since: datetime | None = None,
) -> Archive:
    """Have a job write what the ecosystem holds into one file, for the actor alone.

    ``since`` takes of rosters what changed from then on. What people read first in it is in the
    language that is spoken now. Raises NotPermitted, FormUnknown,
    ChangesOfRosters or WholeSetNeeded; a closed ecosystem is taken away like any other.
    """
    require_held(by, EXPORT, within=ecosystem.pk)
    if form not in Form.values:
        raise FormUnknown
    check_since(ecosystem, form, since, at)
    row = Archive.objects.create(
        ecosystem=ecosystem, by_id=by.person_id, asked_at=at, form=form, since=since
    )
    row.job = jobs.enqueue(
        JOB, {"archive": str(row.uuid), "language": get_language() or ""}, ecosystem=ecosystem.pk,
        by_person=by.person_id, slot=str(row.uuid),
    )  # fmt: skip
    row.save(update_fields=["job"])
    return row


def make_archive(
    ecosystem: Ecosystem,
    target: Path,
    *,
    by: Actor,
    at: datetime,
    told: Told,
    form: str = Form.EVERYTHING,
    since: datetime | None = None,
) -> Written:
    """Write the archive to a file; ``told`` hears how many files of how many are written.

    Raises NotPermitted: whoever has lost the role meanwhile gets none; ChangesOfRosters or
    WholeSetNeeded.
    """
    require_held(by, EXPORT, within=ecosystem.pk)
    check_since(ecosystem, form, since, at)
    if form == Form.EVERYTHING:
        return Written(write(ecosystem, target, at, told))
    return write_roster(ecosystem, form.removeprefix("oneroster-"), target, at, told, since)


def check_since(ecosystem: Ecosystem, form: str, since: datetime | None, at: datetime) -> None:
    """Raise what stands against an archive of changes alone."""
    if since is None:
        return
    if since < EARLIEST:
        raise SinceTooEarly
    if form == Form.EVERYTHING or since > at:
        raise ChangesOfRosters
    require_told(ecosystem, since)


def tell(
    ecosystem: Ecosystem,
    rows: int,
    *,
    by: Actor,
    at: datetime,
    form: str = Form.EVERYTHING,
    since: datetime | None = None,
) -> None:
    """Journal that the ecosystem was taken away, in the caller's transaction."""
    journal.record(
        "archives.made", by=by, at=at, ecosystem=ecosystem.pk,
        subjects=[("ecosystems.ecosystem", ecosystem.uuid)],
        payload={"rows": rows, "form": form, **({"since": since} if since else {})},
        even_closed=True,
    )  # fmt: skip


def forget_archives(before: datetime) -> int:
    """Delete archives asked for before then, and files that no row names; return how many rows."""
    old = list(Archive.objects.filter(asked_at__lt=before))
    delete(old)
    named = {one.file for one in Archive.objects.all()}
    for file in folder().iterdir():
        if file.with_suffix(".zip") not in named and file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)
    return len(old)


def delete(rows: list[Archive]) -> None:
    """Delete archives with their files, those being written included."""
    for one in rows:
        one.file.unlink(missing_ok=True)
        one.file.with_suffix(".part").unlink(missing_ok=True)
    Archive.objects.filter(pk__in=[one.pk for one in rows]).delete()
