"""Pages on which an ecosystem is taken away as a whole."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import attached

from . import queries
from .actions import ask_for_archive
from .models import Form
from .moments import moment_from
from .permissions import EXPORT
from .readme import parts_apart

CHUNK = 256 * 1024


@never_cache
def archives(request: HttpRequest, slug: str) -> HttpResponse:
    """What an archive holds, and those that are there; sent, a job makes another."""
    place = _place(request, slug)
    if request.method == "POST":
        form = request.POST.get("form", Form.EVERYTHING)
        since = moment_from(request.POST.get("since", ""), place)
        by, now = actor(request), timezone.now()
        made = ask_for_archive(place, by=by, at=now, form=form, since=since)
        return redirect("archive", slug, made.uuid)
    lines = queries.archives_of(actor(request), place)
    context = {
        "slug": slug, "lines": lines, "here": "archives", "sets": queries.last_sets(place),
        "apart": parts_apart(place),
    }  # fmt: skip
    return render(request, "archives/archives.html", context)


@never_cache
def archive(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """How far an archive is, and the way to its file."""
    page = queries.archive_page(actor(request), _place(request, slug), uuid)
    return render(request, "archives/archive.html", {"page": page, "slug": slug})


@never_cache
def archive_file(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The archive itself."""
    row = queries.made_archive(actor(request), _place(request, slug), uuid)
    return attached(chunks(row.file), "application/zip", row.file_name)


def chunks(file: Path) -> Iterator[bytes]:
    """A file in pieces, opened at once: deleted meanwhile, it is still sent whole."""
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            yield chunk


def _place(request: HttpRequest, slug: str) -> Ecosystem:
    """The ecosystem, for somebody who may take it away."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, EXPORT, within=place.pk)
    return place
