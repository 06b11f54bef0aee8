"""An import's way: sent in, looked through, confirmed, written, forgotten."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation import jobs
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from . import formats, uploads
from .absent import many
from .absent.asked import LEAVING, AnyEnding
from .absent.lists import keep_unchanged
from .actions import Preview, Upload, import_file, preview
from .errors import AlreadyConfirmed, FileGone, ImportStopped, RowsMoved
from .failing import has_failed
from .likeness.kept import FIELD, without_names
from .mappings import parse_mapping
from .models import Import
from .moving.kept import FIELD as MOVING
from .noting import TAKEN, plain_of
from .pipeline import Cleaned
from .ready import Ready
from .rosters.target import ROSTER
from .yearless import calendar_of

AT_ONCE = 1 << 17  # some 2,500 lines: more keep whoever sent them waiting for seconds
KEPT = timedelta(days=1)
LISTED = timedelta(days=30)
"""How long it can be seen that a file was sent in of which nothing was saved."""
TOLD = timedelta(days=7)
"""How long whoever sent a file in is told that it was put aside."""
WAITING = (Import.State.READY, Import.State.MOVED)
LOOKED_AT = (*WAITING, Import.State.WRONG, Import.State.CHECKING, Import.State.ASKING)
ON_ITS_WAY = (*LOOKED_AT, Import.State.RUNNING)
encode = DjangoJSONEncoder().encode


@transaction.atomic
def send_in(
    ecosystem: Ecosystem,
    file: "UploadedFile[Any]",
    mapping: str,
    mapping_name: str,
    *,
    by: Actor,
    at: datetime,
) -> Import:
    """Keep a file and look it through: at once if it is small, else as a job.

    Passwords and sensitive flags are taken out of it first. Without a mapping it is a set of files.

    Raises NotFound, NotPermitted, MappingWrong or FileUnreadable.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, IMPORT, within=ecosystem.pk)
    reading = parse_mapping(mapping, mapping_name) if mapping else None
    target = reading.target if reading else ROSTER.name
    stored, taken = uploads.keep_sheet(file, reading) if reading else (uploads.keep_set(file), {})
    row = Import(
        ecosystem=ecosystem,
        by_id=by.person_id,
        file_name=(file.name or "")[:200],
        target=target[:40],
        mapping=mapping,
        mapping_name=mapping_name[:120],
        language=translation.get_language() or "",
        created_at=at,
        stored=stored,
        preview={TAKEN: taken} if taken else {},
    )
    try:
        look(row, file.size or 0, by=by, at=at)
    except Exception:  # whatever it was: no import names the file
        uploads.delete([row.stored])
        raise
    return row


def look(row: Import, size: int, *, by: Actor, at: datetime) -> None:
    """Look a file through, at once if it is small, else by a job.

    Raises MappingWrong or FileUnreadable.
    """
    if size <= AT_ONCE:
        look_through(row, by=by, at=at)
        return
    row.state, args = Import.State.CHECKING, {"import": str(row.uuid)}
    row.job = jobs.enqueue("exchange.check", args, ecosystem=row.ecosystem_id, by_person=row.by_id)
    row.save()


def look_through(row: Import, *, by: Actor, at: datetime) -> None:
    """Write down what the import would do; one that would do nothing is finished.

    Raises MappingWrong or FileUnreadable.
    """
    if other := formats.FORMATS.get(row.target):
        other.look_through(row, by=by, at=at)
        return
    take_up(row, preview(row.ecosystem, upload_of(row), by=by), by=by, at=at)


def take_up(row: Import, found: Preview, *, by: Actor, at: datetime) -> None:
    """Keep what a look through a file came to."""
    row.target = found.target
    note(row, found, Import.State.READY, by, at)


@transaction.atomic
def confirm(
    pk: UUID,
    digest: str,
    *,
    by: Actor,
    at: datetime,
    ending: AnyEnding | None = None,
    leaving: bool = False,
) -> Import:
    """Have a looked-through file imported by a job, once; what is chosen ends with it.

    With ``leaving`` those who change class leave the old one.

    Raises NotFound, AlreadyConfirmed, FileGone, or RowsMoved if another preview was meant.
    """
    row = _of(pk, by)
    if not row.waits:
        raise AlreadyConfirmed
    if not row.stored:
        raise FileGone
    if digest != row.digest:
        raise RowsMoved
    row.state = Import.State.RUNNING
    args: dict[str, object] = {"import": str(row.uuid), "by": by.person_id, "steward": by.steward}
    args |= ending.args() if ending is not None else {}
    args |= {LEAVING: True} if leaving else {}
    row.job = jobs.enqueue(
        "exchange.import",
        args,
        ecosystem=row.ecosystem_id,
        by_person=by.person_id,
    )
    row.save(update_fields=["state", "job"])
    return row


@transaction.atomic
def discard(pk: UUID, *, by: Actor, at: datetime) -> Import:
    """Put a file aside unimported and delete it. Raises NotFound or AlreadyConfirmed."""
    row = _of(pk, by)
    gave_up = row.state == Import.State.RUNNING and has_failed(row)
    if row.state not in LOOKED_AT and not gave_up:
        raise AlreadyConfirmed
    _end(row, Import.State.DISCARDED, at)
    return row


@transaction.atomic
def look_again(pk: UUID, *, by: Actor, at: datetime) -> Import:
    """Look a file through anew that could not come in, as what it lacked may be here since.

    Raises NotFound, AlreadyConfirmed, FileGone, MappingWrong or FileUnreadable.
    """
    row = _of(pk, by)
    if row.state != Import.State.WRONG:
        raise AlreadyConfirmed
    path = uploads.folder() / row.stored
    if not row.stored or not path.is_file():
        raise FileGone
    row.preview = {**row.preview, "refused": ""}
    look(row, path.stat().st_size, by=by, at=at)
    return row


def run(
    row: Import,
    read: Cleaned,
    *,
    by: Actor,
    at: datetime,
    ready: Ready | None = None,
    ending: AnyEnding | None = None,
    leaving: bool = False,
) -> None:
    """Import what was read of a confirmed file, in the caller's transaction.

    Where it cannot go in, nothing of it does, and the import says why.
    """
    upload = upload_of(row)
    try:
        with transaction.atomic():
            found = import_file(
                row.ecosystem, upload, by=by, at=at, found=read, row=row,
                promised=row.preview["digest"], ready=ready, ending=ending, leaving=leaving,
            )  # fmt: skip
    except ImportStopped:
        note(row, preview(row.ecosystem, upload_of(row), by=by), Import.State.WRONG, by, at)
    except RowsMoved:
        note(row, preview(row.ecosystem, upload_of(row), by=by), Import.State.MOVED, by, at)
    else:
        finish(row, found, at)


def finish(row: Import, found: Preview, at: datetime) -> None:
    """Close an import that was written, with what it did."""
    row.preview = plain_of(found, row.preview)
    _end(row, Import.State.DONE, at)


def forget_old(before: datetime) -> int:
    """Delete files sent in before then and the rows shown of them; return how many.

    What is long discarded is forgotten as a whole.
    """
    rows = list(Import.objects.filter(created_at__lt=before).exclude(stored=""))
    for row in rows:
        _end(row, Import.State.DISCARDED, before)
    told = Import.objects.filter(state=Import.State.ASIDE, finished_at__lt=before - TOLD)
    told.update(state=Import.State.DISCARDED)
    old = Import.objects.filter(state=Import.State.DISCARDED, finished_at__lt=before - LISTED)
    old.delete()
    uploads.delete_older(before)
    return len(rows)


def put_aside(ecosystems: QuerySet[Ecosystem], at: datetime) -> int:
    """Put aside what is on its way in there, confirmed or not: it may name who is just being erased.

    Of what is being written, this waits for the end.
    """
    on_its_way = Import.objects.filter(ecosystem__in=ecosystems, state__in=ON_ITS_WAY)
    found = list(on_its_way.select_for_update().order_by("pk"))
    for row in found:
        _end(row, Import.State.ASIDE, at)
    return len(found)


def upload_of(row: Import) -> Upload:
    """The file with its mapping. Raises FileGone."""
    path = uploads.folder() / row.stored
    if not row.stored or not path.is_file():
        raise FileGone
    mapping = parse_mapping(row.mapping, row.mapping_name) if row.mapping else None
    is_register = mapping is not None and mapping.across is not None
    calendar = calendar_of(row.ecosystem, row.created_at) if is_register else None
    return Upload(path, mapping, row.file_name, calendar)


def _of(uuid: UUID, by: Actor) -> Import:
    row = Import.objects.visible_to(by).select_for_update().filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def _end(row: Import, state: str, at: datetime) -> None:
    """Close the import: the file goes, and the first rows with what they say of people."""
    name, row.stored = row.stored, ""
    row.state, row.finished_at = state, at
    is_in = state == Import.State.DONE
    alike = without_names(row.ecosystem, row.preview) if is_in else []
    gone = dict.fromkeys(("problems", "notes", "absent", MOVING), ())
    row.preview = {**row.preview, **gone, "first": {}, FIELD: alike}
    row.save()
    many.forget([row.pk])
    transaction.on_commit(lambda: uploads.delete([name]))


def note(row: Import, found: Preview, state: str, by: Actor, at: datetime) -> None:
    """Keep a preview: wrong with problems, over where there is nothing to write, else ``state``."""
    row.preview, row.digest = plain_of(found, row.preview), found.seen
    if not found.problems and not found.writes and not found.lacks:
        if row.mapping:
            keep_unchanged(row.ecosystem, upload_of(row), by)
        _end(row, Import.State.DONE, at)
        return
    row.state = Import.State.WRONG if found.problems else state
    row.save()
    many.keep(row.pk, found.lacking.rows if found.lacking else None)
