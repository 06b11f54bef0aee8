"""The operation by which a CASE file comes in; confirming it is that of every import."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Router, Status
from ninja.files import UploadedFile

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.requests import actor
from hedgerow.foundation.uploads import UploadTooLarge

from .. import queries
from ..shapes import ImportOut, shown
from . import flow

router = Router(tags=["Imports"])


@router.post(
    "/ecosystems/{slug}/case",
    response={201: ImportOut},
    summary="Send a framework in",
)
def send_framework(request: HttpRequest, slug: str, file: File[UploadedFile]) -> Any:
    """Looks a CASE file (JSON of one CFPackage, or CSV) through and writes nothing yet."""
    by = actor(request)
    most: int = settings.HEDGEROW_UPLOAD_LIMIT
    if (file.size or 0) > most:
        raise UploadTooLarge(most=most >> 20)
    row = flow.send_in(ecosystem_for(by, slug), file, by=by, at=timezone.now())
    return Status(201, shown(queries.import_page(by, slug, row.uuid)))
