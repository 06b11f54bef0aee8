"""Pages of those who note what came of a session."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.foundation.requests import actor

from . import actions, queries
from .refusals import led_back_to


@require_POST
@led_back_to("session")
def note(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Keep a note of a session."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    actions.note_session(row, request.POST.get("text", ""), by=by, at=timezone.now())
    messages.success(request, _("The note is kept."))
    return redirect("session", slug, uuid)


@require_POST
@led_back_to("session")
def remove(request: HttpRequest, slug: str, uuid: UUID, note: UUID) -> HttpResponse:
    """Delete a note of one's own."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    actions.remove_note(queries.note_row(by, row, note), by=by, at=timezone.now())
    messages.success(request, _("The note is deleted."))
    return redirect("session", slug, uuid)
