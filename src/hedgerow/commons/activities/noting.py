"""Pages of those who note what came of a session."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.requests import actor

from . import actions, queries
from .refusals import led_back_to
from .registers import INVALID, register_shown


@require_POST
@led_back_to("session")
def note(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Keep a note of a session; one that cannot be kept stays in its field."""
    by = actor(request)
    row = queries.session_row(by, slug, uuid)
    text = request.POST.get("text", "")
    try:
        actions.note_session(row, text, by=by, at=timezone.now())
    except Invalid as error:
        why = str(error.fields.get("text", [error])[0])
        page = queries.register_page(by, row)
        return register_shown(request, row, page, INVALID, note=text, note_trouble=why)
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
