"""Operations on files."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.requests import actor

from . import actions, queries
from .handing import handed_out

router = Router(tags=["Files"])
HERE: Final = "/ecosystems/{slug}/files"


class FileOut(Schema):
    """`digest` is the SHA-256 of the content."""

    uuid: UUID
    about_kind: str
    about: UUID
    name: str
    kind: str
    bytes: int
    digest: str
    added_at: datetime
    keep_until: date | None


class FileIn(Strict):
    """The row that the file is about, and until when it is kept."""

    kind: str = Field(max_length=60)
    about: UUID
    keep_until: date | None = None


@router.post(HERE, response={201: FileOut}, summary="Attach a file")
def attach_file(
    request: HttpRequest, slug: str, file: File[UploadedFile], sent: Form[FileIn]
) -> Any:
    """Sent as `multipart/form-data`."""
    by = actor(request)
    queries.owner_for(by, ecosystem_for(by, slug), sent.kind, sent.about)
    row = actions.attach_file(
        sent.kind, sent.about, file, by=by, at=timezone.now(), keep_until=sent.keep_until
    )
    return Status(201, row)


@router.get(f"{HERE}/{{file}}", response=FileOut, summary="Read about a file")
def read_file(request: HttpRequest, slug: str, file: UUID) -> Any:
    return queries.file_for(actor(request), ecosystem_for(actor(request), slug), file)


@router.get(f"{HERE}/{{file}}/content", summary="Take a file")
def take_file(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """The bytes. That a learner's was opened is noted."""
    place = ecosystem_for(actor(request), slug)
    return handed_out(request, place, queries.file_for(actor(request), place, file))


@router.delete(f"{HERE}/{{file}}", response={204: None}, summary="Remove a file")
def remove_file(request: HttpRequest, slug: str, file: UUID) -> Any:
    by = actor(request)
    row = queries.file_for(by, ecosystem_for(by, slug), file)
    actions.remove_file(row, by=by, at=timezone.now())
    return Status(204, None)
