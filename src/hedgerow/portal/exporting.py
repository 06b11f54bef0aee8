"""Hand a person what is kept about them, as one archive."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Final, cast
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from hedgerow.commons.files.keeping import pieces
from hedgerow.commons.files.models import StoredFile
from hedgerow.commons.files.queries import files_to_hand_out
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.permissions import ERASE_PERSON
from hedgerow.foundation import accesslog, privacy
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.texts import TURNING

from .archive import archive_page, archive_style, section
from .archive_texts import Part, as_csv, as_json, kind, label, readme
from .archived_files import leading_there, paths_of, plain, write_files

DATA: Final = "data/"
"""Where programs, and whoever wants tables, find what the page says."""


def export_person(person: Person, *, by: Actor, at: datetime) -> IO[bytes]:
    """A ZIP with a page to read; in ``data/`` one JSON and one CSV a kind of which there is something.

    It is a file of no name, open at its beginning: stored files about the person lie in it too,
    under ``files/``, as far as the actor may see them.

    ``data/contents.json`` names every kind, with what it is for, how many rows of it are there, and what
    its columns are called and their codes mean in the reader's language. That
    nothing is there does not tell that nothing is kept: what was told in confidence is in no export.

    For the person, a guardian who is not barred, or whoever may erase the person. That a learner's
    record was handed to somebody else is noted, as every opening of it is.
    Raises NotFound to outsiders, or NotPermitted.
    """
    row = handed_out(person, by=by)
    if row.assignments.filter(role="learner").exists():
        accesslog.opened(row.pk, by=by, at=at, what="portal.export", ecosystem=row.kept_by_id)
    paths = paths_of(files_to_hand_out(by, row.pk))
    return _packed(
        row.name, [(rule, _rows(rule, row.pk, paths)) for rule in privacy.rules()], paths, at
    )


def _rows(rule: privacy.Rule, person: int, paths: Mapping[UUID, str]) -> list[Mapping[str, object]]:
    rows = list(rule.export(person))
    return leading_there(rows, paths) if rule.model is StoredFile else rows


def handed(person: Person, *, by: Actor, at: datetime) -> HttpResponse:
    """The archive as a browser or a program takes it, sent in pieces. Raises what exporting does."""
    packed = export_person(person, by=by, at=at)
    answer = StreamingHttpResponse(pieces(packed), content_type="application/zip")
    answer["Content-Disposition"] = file_of(person)
    return cast("HttpResponse", answer)


def file_of(person: Person) -> str:
    """How a browser is told to name the archive: by the person, in letters that every system keeps."""
    name = plain(person.name)
    said = _("Record of %(name)s") % {"name": name} if name else _("Record")
    said = TURNING.sub("", said)  # systems that keep no isolates write lines in their place
    return content_disposition_header(as_attachment=True, filename=f"{said}.zip") or ""


def handed_out(person: Person, *, by: Actor) -> Person:
    """The person's row, for whom the whole record may be handed to.

    Raises NotFound to outsiders, or NotPermitted.
    """
    row = Person.objects.visible_to(by).filter(pk=person.pk).first()
    if row is None:
        raise NotFound
    if by.person_id != row.pk and not _is_ward(row, by):
        require(by, ERASE_PERSON, within=row.kept_by_id)
    return row


def _packed(name: str, parts: Sequence[Part], paths: Mapping[UUID, str], at: datetime) -> IO[bytes]:
    """The archive: the page first, then the files that programs read, stored files last."""
    packed = TemporaryFile()  # noqa: SIM115 - whoever hands it out closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        # rules are declared leaves first; people read from the person on
        sections = [section(rule, rows) for rule, rows in reversed(parts)]
        archive.writestr("index.html", archive_page(name, sections, at))
        archive.writestr("style.css", archive_style())
        archive.writestr("README.txt", readme(name, parts))
        archive.writestr(
            f"{DATA}contents.json", as_json([kind(rule, rows) for rule, rows in parts])
        )
        for rule, rows in parts:
            if rows:
                archive.writestr(f"{DATA}{label(rule)}.json", as_json(rows))
                archive.writestr(f"{DATA}{label(rule)}.csv", as_csv(rows))
        write_files(archive, paths)
    packed.seek(0)
    return packed


def _is_ward(person: Person, by: Actor) -> bool:
    """Whether the actor answers for the person and sees them in every ecosystem of their ties.

    An export is of all ecosystems at once: what a learner took away in one is not told by another.
    """
    ties = Guardian.objects.filter(guardian=by.person_id or 0, learner=person, ends__isnull=True)
    return ties.seeing().exists() and not ties.filter(narrowed=True).exists()
