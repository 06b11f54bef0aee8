"""A CASE file's way in: sent in, compared with what is here, confirmed, written."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.actions.described import save_described
from hedgerow.commons.frameworks.actions.using import used_of
from hedgerow.commons.frameworks.described import Differences, differences
from hedgerow.commons.frameworks.models import (
    INDICATORS,
    Association,
    Definition,
    Framework,
    Item,
)
from hedgerow.commons.frameworks.permissions import EDIT_FRAMEWORKS
from hedgerow.commons.frameworks.queries import key_for
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from .. import importing, uploads
from ..booking import counted
from ..errors import FileGone, ImportStopped, RowsMoved
from ..keeping import keep_trace
from ..models import Import
from ..outcomes import Preview
from ..tracing import traced
from .at_home import at_home
from .finding import Package
from .incoming import is_sheet, read_sheet
from .package import read_package
from .previewing import CASE, outcome_of
from .reading import read_json
from .settling import settled

MAPPING: Final = "CASE"
KIND: Final = "imported"


@dataclass(frozen=True, slots=True)
class File:
    path: Path
    name: str


@transaction.atomic
def send_in(ecosystem: Ecosystem, file: "UploadedFile[Any]", *, by: Actor, at: datetime) -> Import:
    """Keep a CASE file and say what it would do; nothing is written yet.

    Raises NotFound, NotPermitted or FileUnreadable.
    """
    _permitted(ecosystem, by)
    row = Import(
        ecosystem=ecosystem, by_id=by.person_id, file_name=(file.name or "")[:200], target=CASE,
        mapping_name=MAPPING, language=translation.get_language() or "", created_at=at,
        stored=uploads.keep(file),
    )  # fmt: skip
    try:
        look_through(row, by=by, at=at)
    except Exception:  # whatever it was: no import names the file
        uploads.delete([row.stored])
        raise
    return row


def look_through(row: Import, *, by: Actor, at: datetime) -> None:
    """Write down what the import would do. Raises FileUnreadable or FileGone."""
    found = preview(row.ecosystem, _file(row), by=by)
    importing.note(row, found, Import.State.READY, by, at)


def bring_in(row: Import, *, by: Actor, at: datetime) -> None:
    """Import a confirmed file, in the caller's transaction; all of it or nothing."""
    try:
        with transaction.atomic():
            found = import_package(row.ecosystem, _file(row), by=by, at=at, row=row)
    except ImportStopped:
        importing.note(row, preview(row.ecosystem, _file(row), by=by), Import.State.WRONG, by, at)
    except RowsMoved:
        importing.note(row, preview(row.ecosystem, _file(row), by=by), Import.State.MOVED, by, at)
    else:
        importing.finish(row, found, at)


def preview(ecosystem: Ecosystem, file: File, *, by: Actor) -> Preview:
    """Say what importing the file would do; nothing is written."""
    _permitted(ecosystem, by)
    read, found = _compared(ecosystem, file)
    return outcome_of(read, found)


def import_package(
    ecosystem: Ecosystem, file: File, *, by: Actor, at: datetime, row: Import | None = None
) -> Preview:
    """Write what is new or changed, whole or not at all; a second time nothing.

    ``row`` is the import whose preview must still hold; else a new one lists it. What was written
    is kept with it, so that it can be undone.

    Raises NotFound, NotPermitted, FileUnreadable, ImportStopped or RowsMoved.
    """
    _permitted(ecosystem, by)
    with transaction.atomic():
        Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
        read, found = _compared(ecosystem, file)
        outcome = outcome_of(read, found)
        if outcome.problems or read.described is None or found is None:
            raise ImportStopped(outcome.problems)
        if row is not None and outcome.digest != row.digest:
            raise RowsMoved
        if not found.any:
            return outcome
        said, as_import = read.described, by.by_way_of("import", "imported")
        key = key_for(ecosystem, str(said.values["title"]), str(said.values["version"]), at)
        with traced(ecosystem, _touched(ecosystem, found)) as trace:
            save_described(ecosystem, said, key, KIND, by=as_import, at=at)
        _journal(ecosystem, outcome, as_import, at)
        row = _listed(ecosystem, file, outcome, by, at) if row is None else row
        keep_trace(row, trace)
    return replace(outcome, row=row.uuid)


def _touched(ecosystem: Ecosystem, found: Differences) -> list[QuerySet[Any]]:
    """What may be changed: the framework that is here, and ties whose end is found now."""
    here = found.framework
    loose = Q(origin__isnull=True) | Q(destination__isnull=True)
    ties = Association.objects.filter(framework__ecosystem=ecosystem)
    if here is None:
        return [ties.filter(loose)]
    rows = Framework.objects.filter(pk=here.pk)
    return [
        rows,
        Item.objects.filter(framework=here),
        Definition.objects.filter(framework=here),
        ties.filter(loose | Q(framework=here)),
    ]


def _listed(ecosystem: Ecosystem, file: File, outcome: Preview, by: Actor, at: datetime) -> Import:
    """The import as the page of imports lists it, where no page brought it in."""
    return Import.objects.create(
        ecosystem=ecosystem, by_id=by.person_id, file_name=file.name[:200], target=CASE,
        mapping_name=MAPPING, state=Import.State.DONE, preview=counted(outcome), created_at=at,
        finished_at=at,
    )  # fmt: skip


def _permitted(ecosystem: Ecosystem, by: Actor) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, IMPORT, within=ecosystem.pk)
    require(by, EDIT_FRAMEWORKS, within=ecosystem.pk)


def _file(row: Import) -> File:
    path = uploads.folder() / row.stored
    if not row.stored or not path.is_file():
        raise FileGone
    return File(path, row.file_name)


def _compared(ecosystem: Ecosystem, file: File) -> tuple[Package, Differences | None]:
    """The file as read, and what it would change; None while it cannot be told."""
    sheet = read_sheet(file.path, file.name) if is_sheet(file.name) else None
    read = read_package(sheet.content if sheet else read_json(file.path, file.name))
    if sheet and sheet.problems:
        read.described, read.problems = None, [*sheet.problems, *read.problems]
    read.problems = [replace(one, file=file.name) for one in read.problems]
    if read.described is None:
        return read, None
    rows = Framework.objects.select_related("ecosystem")
    here = rows.filter(ecosystem=ecosystem, identifier=read.described.identifier).first()
    read.described = at_home(read.described, read.scales, ecosystem, here)
    if here is not None:
        read.described = settled(read.described, here)
    found = differences(ecosystem, read.described)
    _refuse(ecosystem, read, found, file.name)
    return read, found


def _refuse(ecosystem: Ecosystem, read: Package, found: Differences, file: str) -> None:
    """Note what the records here forbid."""
    here, said = found.framework, read.described
    if said is None:
        return
    if here is not None and here.kind == INDICATORS:
        expected = _("a framework; these are the indicators, which are changed on their own page")
        read.refuse("CFDocument.identifier", said.identifier, expected, "case.indicators")
    used = used_of(found.items.gone)
    for item in [one for one in found.items.gone if one.pk in used][:100]:
        expected = _("this item: records here point at it")
        read.refuse("CFItems", f"{item.code} {item.identifier}", expected, "frameworks.item_in_use")
    same = Framework.objects.filter(ecosystem=ecosystem, version__iexact=said.values["version"])
    if here is not None and same.filter(key=here.key).exclude(pk=here.pk).exists():
        expected = _("a version that no other of this framework has")
        version = said.values["version"]
        read.refuse("CFDocument.version", version, expected, "frameworks.version_taken")
    read.problems = [replace(one, file=file) for one in read.problems]


def _journal(ecosystem: Ecosystem, outcome: Preview, by: Actor, at: datetime) -> None:
    counted = {"new": outcome.new, "changed": outcome.changed, "unchanged": outcome.unchanged}
    journal.record(
        "exchange.imported",
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("ecosystems.ecosystem", ecosystem.uuid)],
        payload={"target": CASE, **{name: sum(rows.values()) for name, rows in counted.items()}},
    )
