"""Pages about the kinds of opportunity of an ecosystem."""

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

from . import actions, queries
from .editing import INVALID
from .kind_forms import OpportunityKindForm
from .listing import Kinds
from .permissions import EDIT_KINDS


def kinds(request: HttpRequest, slug: str) -> HttpResponse:
    """Every kind, with how one joins."""
    ecosystem = ecosystem_for(actor(request), slug)
    require_held(actor(request), EDIT_KINDS, within=ecosystem.pk)
    table = Kinds(queries.kinds_of(ecosystem).select_related("ecosystem"), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {"table": table.page(), "slug": slug, "lacking": queries.usual_lacking(ecosystem)}
    return file or render(request, "opportunities/kinds.html", context)


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Name a new kind."""
    ecosystem = _edited(request, slug)
    form = OpportunityKindForm(request.POST or None, ecosystem=ecosystem)
    if request.method == "POST" and form.is_valid():
        _save(request, ecosystem, _fresh_key(ecosystem, form.cleaned_data["name"]), form.row())
        messages.success(request, _("The kind is added."))
        return redirect("opportunity-kinds", slug)
    return _shown(request, form, slug, _("Add a kind of opportunity"), _("Add it"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a kind; what is offered already stays as it is."""
    ecosystem = _edited(request, slug)
    kind = queries.kinds_of(ecosystem).filter(uuid=uuid).first()
    if kind is None:
        raise NotFound
    form = OpportunityKindForm(request.POST or None, ecosystem=ecosystem, kind=kind)
    if request.method == "POST" and form.is_valid():
        _save(request, ecosystem, kind.key, form.row())
        messages.success(request, _("Saved."))
        return redirect("opportunity-kinds", slug)
    return _shown(request, form, slug, kind.shown, _("Save"))


@require_POST
def add_usual(request: HttpRequest, slug: str) -> HttpResponse:
    """Add the kinds that most ecosystems have."""
    ecosystem = _edited(request, slug)
    done = actions.add_usual_kinds(ecosystem, by=actor(request), at=timezone.now())
    said = ngettext("%(n)s kind is added.", "%(n)s kinds are added.", done.new)
    messages.success(request, said % {"n": done.new})
    offers = request.POST.get("then") == "offer"
    return redirect("offer-opportunity" if offers else "opportunity-kinds", slug)


def _edited(request: HttpRequest, slug: str) -> Ecosystem:
    ecosystem = ecosystem_for(actor(request), slug)
    require(actor(request), EDIT_KINDS, within=ecosystem.pk)
    return ecosystem


def _save(request: HttpRequest, ecosystem: Ecosystem, key: str, row: Mapping[str, Any]) -> None:
    rows = [{"key": key, **row}]
    actions.save_kinds(ecosystem, rows, by=actor(request), at=timezone.now())


def _fresh_key(ecosystem: Ecosystem, name: str) -> str:
    """A key that none of the ecosystem's kinds has; names in any script."""
    stem = slugify(name)[:40] or "kind"
    rows = queries.kinds_of(ecosystem).filter(key__startswith=stem)
    taken = set(rows.values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def _shown(
    request: HttpRequest, form: OpportunityKindForm, slug: str, title: str, button: str
) -> HttpResponse:
    context = {"form": form, "slug": slug, "title": title, "button": button}
    status = INVALID if form.errors else 200
    return render(request, "opportunities/kind.html", context, status=status)
