"""Pages about the kinds of activity an ecosystem offers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export

from . import queries
from .actions import add_usual_kinds, save_kinds
from .forms import KindForm
from .listing import Kinds
from .models import Kind
from .permissions import EDIT_ACTIVITIES
from .views import shown


def kinds(request: HttpRequest, slug: str) -> HttpResponse:
    """Every kind, with the minimum a learner should reach."""
    ecosystem = ecosystem_for(actor(request), slug)
    require_held(actor(request), EDIT_ACTIVITIES, within=ecosystem.pk)
    table = Kinds(queries.kinds_of(ecosystem), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {"table": table.page(), "slug": slug, "lacking": queries.usual_lacking(ecosystem)}
    return file or render(request, "activities/kinds.html", context)


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Name a new kind; the page that needed one is where it leads on to."""
    ecosystem = _edited(request, slug)
    form = KindForm(request.POST or None, ecosystem=ecosystem)
    if request.method == "POST" and form.is_valid():
        is_first = not Kind.objects.filter(ecosystem=ecosystem).exists()
        _save(request, ecosystem, _fresh_key(ecosystem, form.cleaned_data["name"]), form.row())
        messages.success(request, _("The kind is added."))
        return redirect("offer-activity" if is_first else "kinds", slug)
    return shown(request, form, slug, _("Add a kind of activity"), _("Add it"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a kind. Places that were given before keep the minimum they began with."""
    ecosystem = _edited(request, slug)
    kind = Kind.objects.filter(ecosystem=ecosystem, uuid=uuid).first()
    if kind is None:
        raise NotFound
    form = KindForm(request.POST or None, ecosystem=ecosystem, kind=kind)
    if request.method == "POST" and form.is_valid():
        _save(request, ecosystem, kind.key, form.row())
        messages.success(request, _("Saved."))
        return redirect("kinds", slug)
    return shown(request, form, slug, kind.shown, _("Save"))


@require_POST
def add_usual(request: HttpRequest, slug: str) -> HttpResponse:
    """Add the kinds that most ecosystems have, and go on to what needed one."""
    ecosystem = _edited(request, slug)
    is_first = not Kind.objects.filter(ecosystem=ecosystem).exists()
    done = add_usual_kinds(ecosystem, by=actor(request), at=timezone.now())
    said = ngettext("%(n)s kind is added.", "%(n)s kinds are added.", done.new)
    messages.success(request, said % {"n": done.new})
    return redirect("offer-activity" if is_first else "kinds", slug)


def _edited(request: HttpRequest, slug: str) -> Ecosystem:
    """The ecosystem, for somebody who may change what is offered in the whole of it."""
    ecosystem = ecosystem_for(actor(request), slug)
    require(actor(request), EDIT_ACTIVITIES, within=ecosystem.pk)
    return ecosystem


def _save(request: HttpRequest, ecosystem: Ecosystem, key: str, row: Mapping[str, Any]) -> None:
    save_kinds(ecosystem, [{"key": key, **row}], by=actor(request), at=timezone.now())


def _fresh_key(ecosystem: Ecosystem, name: str) -> str:
    """A key that none of the ecosystem's kinds has; names in any script."""
    stem = slugify(name)[:40] or "kind"
    taken = set(
        Kind.objects.filter(ecosystem=ecosystem, key__startswith=stem).values_list("key", flat=True)
    )
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
