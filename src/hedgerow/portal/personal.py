"""Pages that hand out or take away what is kept about one person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor

from .erasing import erase_person, preview_erasure
from .exporting import export_person
from .wording import beyond_erasing


@require_safe
@never_cache
def export_me(request: HttpRequest) -> HttpResponse:
    """Everything kept about the reader."""
    row = Person.objects.filter(pk=actor(request).person_id or 0).first()
    if row is None:
        raise NotFound
    return _archive(request, row)


@require_safe
@never_cache
def export_one(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Everything kept about one person, for a guardian or the convener."""
    return _archive(request, _person(request, slug, uuid))


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """What erasing takes away, and erasing itself."""
    row = _person(request, slug, uuid)
    if request.method == "POST":
        done = erase_person(row, by=actor(request), at=timezone.now())
        messages.success(request, _("Erased. What is left does not say whose it was."))
        for sentence in beyond_erasing(done.copies_until):
            messages.info(request, sentence)
        return redirect("ecosystem", slug=slug)
    page = preview_erasure(row, by=actor(request))
    beyond = beyond_erasing(page.copies_until)
    about = {"page": page, "name": row.name, "slug": slug, "beyond": beyond}
    return render(request, "portal/erase.html", about)


def _person(request: HttpRequest, slug: str, uuid: UUID) -> Person:
    by = actor(request)
    kept = Person.objects.visible_to(by).filter(kept_by=ecosystem_for(by, slug), uuid=uuid)
    row = kept.first()
    if row is None:
        raise NotFound
    return row


def _archive(request: HttpRequest, row: Person) -> HttpResponse:
    packed = export_person(row, by=actor(request), at=timezone.now())
    answer = HttpResponse(packed, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="record.zip"'
    return answer
