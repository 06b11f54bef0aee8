"""Operations that take an ecosystem away as a whole."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import person_asking
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import attached

from . import queries
from .actions import KEPT, ask_for_archive
from .models import Archive, Form
from .permissions import EXPORT
from .views import chunks

router = Router(tags=["Archives"])
HERE = "/ecosystems/{slug}/archives"
ZIP = {
    "responses": {
        200: {
            "description": "A ZIP archive: a Tabular Data Package, or a set of OneRoster.",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class ArchiveIn(Schema):
    """What it is to hold."""

    form: Form = Field(
        Form.EVERYTHING,
        description="Everything with a schema, or who goes on as a set of OneRoster.",
    )
    since: AwareDatetime | None = Field(
        None, description="Of a set of OneRoster what changed or ended from then on (delta)."
    )


class ArchiveOut(Schema):
    """An archive; `job` tells how far it is, `made_at` is null until it can be downloaded."""

    uuid: UUID
    form: Form
    since: datetime | None
    job: UUID | None
    asked_at: datetime
    made_at: datetime | None
    until: datetime = Field(description="When it is deleted.")
    rows: int
    bytes: int
    left_out: dict[str, int] = Field(description="How much its form has no place for, by kind.")


@router.get(HERE, response=list[ArchiveOut], summary="List one's archives of an ecosystem")
def list_archives(request: HttpRequest, slug: str) -> Any:
    """Those that are kept: for a day after they were asked for."""
    rows = Archive.objects.visible_to(actor(request)).filter(ecosystem=_place(request, slug))
    return [_told(one) for one in rows.order_by("-asked_at")]


@router.post(HERE, response={202: ArchiveOut}, summary="Have an archive of an ecosystem made")
def make_archive(request: HttpRequest, slug: str, asked: ArchiveIn | None = None) -> Any:
    """A job writes all that the ecosystem holds as CSV files with a schema, or its rosters."""
    by, place, asked = (
        person_asking(request),
        _place(request, slug),
        asked or ArchiveIn(form=Form.EVERYTHING, since=None),
    )
    made = ask_for_archive(
        place, by=by, at=timezone.now(), form=asked.form, since=asked.since
    )  # fmt: skip
    return Status(202, _told(made))


@router.get(f"{HERE}/{{archive}}", summary="Download an archive", openapi_extra=ZIP)
def read_archive(request: HttpRequest, slug: str, archive: UUID) -> Any:
    """The file, once it is made."""
    row = queries.made_archive(actor(request), _place(request, slug), archive)
    return attached(chunks(row.file), "application/zip", row.file_name)


def _place(request: HttpRequest, slug: str) -> Ecosystem:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, EXPORT, within=place.pk)
    return place


def _told(row: Archive) -> dict[str, Any]:
    names = ("uuid", "form", "since", "job", "asked_at", "made_at", "rows", "bytes", "left_out")
    return {**{name: getattr(row, name) for name in names}, "until": row.asked_at + KEPT}
