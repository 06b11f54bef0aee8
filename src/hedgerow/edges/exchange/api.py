"""Operations by which files come in: sent, looked at, confirmed or discarded."""

from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile
from pydantic import Field

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.uploads import UploadTooLarge

from . import choosing, importing, queries, remembering, undoing
from .absent.asked import AnyEnding
from .absent.choosing import Chosen, chosen, chosen_of_set
from .absent.shapes import Confirmed
from .guessing import flow
from .guessing.api import router as columns
from .lists import Imports
from .shapes import (
    ImportLine,
    ImportOut,
    ImportsAsked,
    MappingIn,
    MappingOut,
    ProblemOut,
    problem,
    shown,
)

router = Router(tags=["Imports"])
router.add_router("", columns)
HERE: Final = "/ecosystems/{slug}/imports"
ONE: Final = f"{HERE}/{{row}}"


class Sent(Strict):
    """How to read the file: `mapping` names one that is here, `text` is one of one's own (TOML)."""

    mapping: str = Field("", max_length=200)
    text: str = Field("", max_length=200_000)


@router.get(HERE, response=Page[ImportLine], summary="List imports")
def list_imports(request: HttpRequest, slug: str, asked: Query[ImportsAsked]) -> Any:
    by, place = actor(request), queries.ecosystem_to_import(actor(request), slug)
    return page_of(Imports(queries.imports(by, place), asked.asked()), asked)


@router.get("/ecosystems/{slug}/mappings", response=list[MappingOut], summary="List mappings")
def list_mappings(request: HttpRequest, slug: str) -> Any:
    """Those kept here, those of the templates, then examples."""
    return choosing.choices(queries.ecosystem_to_import(actor(request), slug))


@router.put("/ecosystems/{slug}/mappings", response={204: None}, summary="Keep a mapping")
def keep_mapping(request: HttpRequest, slug: str, body: MappingIn) -> Any:
    by, place = actor(request), queries.ecosystem_to_import(actor(request), slug)
    remembering.keep_mapping(place, body.name, body.text, by=by)
    return Status(204, None)


@router.post(HERE, response={201: ImportOut}, summary="Send a file in")
def send_in(request: HttpRequest, slug: str, file: File[UploadedFile], sent: Form[Sent]) -> Any:
    """Looks a CSV or XLSX file through and writes nothing yet.

    With `mapping=guess` its columns are to be chosen first, unless such headings are known.
    """
    by, place = actor(request), queries.ecosystem_to_import(actor(request), slug)
    most: int = settings.HEDGEROW_UPLOAD_LIMIT
    if (file.size or 0) > most:
        raise UploadTooLarge(most=most >> 20)
    if sent.mapping == choosing.GUESS and not sent.text:
        row = flow.take_in(place, file, by=by, at=timezone.now())
        return Status(201, shown(queries.import_page(by, slug, row.uuid)))
    text, name = _mapping(place, sent)
    row = importing.send_in(place, file, text, name, by=by, at=timezone.now())
    return Status(201, shown(queries.import_page(by, slug, row.uuid)))


@router.get(ONE, response=ImportOut, summary="Read an import")
def read_import(request: HttpRequest, slug: str, row: UUID, part: int = 1) -> Any:
    """What it would do, is doing or did; of whom a set lacks this `part`, five hundred at a time."""
    return shown(queries.import_page(actor(request), slug, row, part))


@router.get(f"{ONE}/problems", response=list[ProblemOut], summary="List an import's problems")
def list_problems(request: HttpRequest, slug: str, row: UUID) -> Any:
    return [problem(one) for one in queries.problems_of(actor(request), slug, row)]


@router.post(f"{ONE}/confirm", response={202: ImportOut}, summary="Confirm an import")
def confirm(request: HttpRequest, slug: str, row: UUID, body: Confirmed) -> Any:
    """Has a job import the file, if its preview is still the one of that digest.

    Nothing ends of those absent but what `end` names, and of those moving only where it is said; undoing undoes that, too.
    """
    by = actor(request)
    place = queries.ecosystem_to_import(by, slug)
    ending = _ending(by, place, row, body)
    leaving = body.leave_old_classes
    importing.confirm(row, body.digest, by=by, at=timezone.now(), ending=ending, leaving=leaving)
    return Status(202, shown(queries.import_page(by, slug, row)))


@router.post(f"{ONE}/again", response=ImportOut, summary="Look a file through again")
def look_again(request: HttpRequest, slug: str, row: UUID) -> Any:
    """For a file that could not come in, when what it `needs` is here."""
    by = actor(request)
    queries.import_page(by, slug, row)
    importing.look_again(row, by=by, at=timezone.now())
    return shown(queries.import_page(by, slug, row))


@router.post(f"{ONE}/discard", response=ImportOut, summary="Discard an import")
def discard(request: HttpRequest, slug: str, row: UUID) -> Any:
    """Deletes the file; nothing of it is saved."""
    by = actor(request)
    queries.import_page(by, slug, row)
    importing.discard(row, by=by, at=timezone.now())
    return shown(queries.import_page(by, slug, row))


@router.post(f"{ONE}/undo", response={202: ImportOut}, summary="Undo an import")
def undo_import(request: HttpRequest, slug: str, row: UUID) -> Any:
    """Takes out again what it brought in, and writes back what it changed, while nothing has
    built on it; a large one is undone by a job.
    """
    by = actor(request)
    queries.import_page(by, slug, row)
    undoing.undo_import(row, by=by, at=timezone.now())
    return Status(202, shown(queries.import_page(by, slug, row)))


def _ending(by: Actor, place: Ecosystem, row: UUID, body: Confirmed) -> AnyEnding | None:
    """What ends with the import, of a list or of a set; raises Invalid."""
    said, day = Chosen(body.end, body.end_gone, body.end_moved), body.last_day or today(place)
    if not said:
        return None
    if queries.is_set(by, place, row):
        return chosen_of_set(by, place, row, said, day)
    return chosen(by, place, row, body.end, day)


def _mapping(place: Ecosystem, sent: Sent) -> tuple[str, str]:
    """Text and name of the mapping that was sent or named; raises Invalid."""
    if sent.text:
        return sent.text, "mapping.toml"
    for one in choosing.choices(place):
        if one.key == sent.mapping:
            return one.text, one.title
    raise Invalid({"mapping": [_("Name a mapping that is here, or send the text of one.")]})
