"""Operations on what one is told."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from hedgerow.foundation.api.asking import person_asking

from .actions import choose_hours, choose_paces, read_notices
from .queries import MOST, notices_of, notices_page, told
from .shapes import NoticeChoicesIn, NoticeChoicesOut, NoticeOut, ReadIn

router = Router(tags=["Notices"])


@router.get("/me/notices", response=list[NoticeOut], summary="List what one was told")
def list_notices(request: HttpRequest) -> Any:
    """The newest fifty, the newest first."""
    return [told(row) for row in notices_of(person_asking(request))[:MOST]]


@router.post("/me/notices/read", response={204: None}, summary="Note that notices were read")
def note_read(request: HttpRequest, body: ReadIn) -> Any:
    read_notices(body.notices, by=person_asking(request), at=timezone.now())
    return Status(204, None)


@router.get(
    "/me/notices/choices", response=NoticeChoicesOut, summary="Read how one chose to be told"
)
def read_choices(request: HttpRequest) -> Any:
    """Kinds, paces and hours."""
    return notices_page(person_asking(request))


@router.put("/me/notices/choices", response={204: None}, summary="Choose how to be told")
def save_choices(request: HttpRequest, body: NoticeChoicesIn) -> Any:
    """When mail tells of which kind, and at which hours none comes."""
    by, now = person_asking(request), timezone.now()
    with transaction.atomic():
        choose_paces({one.kind: one.pace for one in body.choices}, by=by, at=now)
        choose_hours(body.quiet_from, body.quiet_until, body.digest_at, body.weekday, by=by, at=now)
    return Status(204, None)
