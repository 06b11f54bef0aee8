"""Pages on which an ecosystem is taken away as a whole."""

from collections.abc import Iterator
from datetime import datetime
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
from .errors import ChangesOfRosters
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
        try:
            since = _since(request, place)
        except ChangesOfRosters as refusal:
            return _shown(request, place, error=f"{refusal} {refusal.next_step}")
        by, now = actor(request), timezone.now()
        made = ask_for_archive(place, by=by, at=now, form=form, since=since)
        return redirect("archive", slug, made.uuid)
    return _shown(request, place)


def _since(request: HttpRequest, place: Ecosystem) -> datetime | None:
    """From when on, where a form asks for it: who names no day is not given everything."""
    if "since" not in request.POST:
        return None
    since = moment_from(request.POST["since"], place)
    if since is None:
        raise ChangesOfRosters
    return since


def _shown(request: HttpRequest, place: Ecosystem, error: str = "") -> HttpResponse:
    lines = queries.archives_of(actor(request), place)
    context = {
        "slug": place.slug, "lines": lines, "here": "archives", "sets": queries.last_sets(place),
        "apart": parts_apart(place), "error": error,
    }  # fmt: skip
    return render(request, "archives/archives.html", context, status=422 if error else 200)


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
