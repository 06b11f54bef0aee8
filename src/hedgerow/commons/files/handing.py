"""How a file is handed out: as something to keep, of the type that its content says."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import accesslog
from hedgerow.foundation.requests import actor

from . import keeping, rules
from .errors import FileGone
from .models import StoredFile


def handed_out(request: HttpRequest, place: Ecosystem, row: StoredFile) -> HttpResponse:
    """The file, to be saved and never shown in the page; noted if it speaks of somebody.

    Raises FileGone where the data folder has lost it.
    """
    opened = keeping.read(row.uuid)
    if opened is None:
        raise FileGone(name=row.name)
    if row.person_id is not None:
        accesslog.opened(
            row.person_id, by=actor(request), at=timezone.now(), what="files.file",
            ecosystem=place.pk,
        )  # fmt: skip
    response = StreamingHttpResponse(keeping.pieces(opened), content_type=rules.TYPES[row.kind])
    response["Content-Length"] = str(row.bytes)
    plain = row.name.encode("ascii", "replace").decode().replace("?", "_")
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(row.name, safe='')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # both are HttpResponseBase, as views need
