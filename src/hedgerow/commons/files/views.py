"""Pages of files: taking one, adding one, removing one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation import subjects
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotPermitted, Refused
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .forms import FileForm
from .handing import handed_out

INVALID = 422


@require_safe
def file(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The file itself, to be saved."""
    place = ecosystem_for(actor(request), slug)
    return handed_out(request, place, queries.file_for(actor(request), place, uuid))


@never_cache
def add(request: HttpRequest, slug: str, kind: str, about: UUID) -> HttpResponse:
    """Add a file to a row."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_open(by, place.pk)
    queries.owner_for(by, place, kind, about)
    if not queries.may_add(by, kind, about):
        raise NotPermitted(permission=actions.CHANGE)
    link = _link(by, kind, about)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.attach_file(
                kind, about, given["file"], by=by, at=timezone.now(),
                keep_until=given["keep_until"],
            )  # fmt: skip
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error("file", f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("The file is attached."))
            return redirect(link.url)
    status = INVALID if form.errors or request.method == "POST" else 200
    context = {"form": form, "slug": slug, "link": link}
    return render(request, "files/add.html", context, status=status)


@never_cache
def remove(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Ask once more, then remove the file."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_open(by, place.pk)
    row = queries.file_for(by, place, uuid)
    if not queries.may_add(by, row.about_kind, row.about):
        raise NotPermitted(permission=actions.CHANGE)
    link = _link(by, row.about_kind, row.about)
    if request.method == "POST":
        actions.remove_file(row, by=by, at=timezone.now())
        messages.success(request, _("The file is removed."))
        return redirect(link.url)
    return render(request, "files/remove.html", {"file": row, "slug": slug, "link": link})


def _link(by: Actor, kind: str, about: UUID) -> subjects.Link:
    return subjects.resolve(by, kind, [about])[about]
