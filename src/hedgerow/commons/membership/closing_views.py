"""Closing an ecosystem, and opening it again."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.errors import NotThisName
from hedgerow.commons.ecosystems.permissions import CLOSE_ECOSYSTEM, REOPEN_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from .actions import close_ecosystem, reopen_ecosystem
from .closing_forms import CloseForm
from .closing_queries import closing_page
from .proving import lately

INVALID = 422


@lately
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """What closing does, with its name to type; of a closed one, until when it can be opened."""
    by, now = actor(request), timezone.now()
    ecosystem = ecosystem_for(by, slug)
    is_closed = ecosystem.closed_on is not None
    require(by, REOPEN_ECOSYSTEM if is_closed else CLOSE_ECOSYSTEM, within=ecosystem.pk)
    form = CloseForm(request.POST or None, name=ecosystem.said("name"))
    if request.method == "POST" and form.is_valid():
        try:
            close_ecosystem(ecosystem, form.cleaned_data["name"], by=by, at=now)
        except NotThisName as refusal:
            form.add_error("name", f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("%(name)s is closed.") % {"name": ecosystem.said("name")})
            return redirect("ecosystem", slug)
    context = {"form": form, "slug": slug, "page": closing_page(by, ecosystem, now)}
    status = INVALID if request.method == "POST" else 200
    return render(request, "membership/close.html", context, status=status)


@require_POST
@partial(lately, back="close")
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Open it again."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    reopen_ecosystem(ecosystem, by=by, at=timezone.now())
    messages.success(request, _("%(name)s is open again.") % {"name": ecosystem.said("name")})
    return redirect("ecosystem", slug)
