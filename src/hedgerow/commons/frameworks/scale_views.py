"""Pages on which a scale is written and changed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import NotFound, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import status_of

from .actions import save_scale
from .models import Scale
from .permissions import EDIT_FRAMEWORKS
from .rating import frameworks_on
from .scale_forms import ScaleForm

NEW = 0
"""The revision of no row: whoever took the same key at the same moment keeps it."""


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a scale."""
    place = _editable(request, slug)
    return _written(request, place, ScaleForm(request.POST or None, ecosystem=place), _("A scale"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a scale; what was recorded keeps its number."""
    place = _editable(request, slug)
    row = Scale.objects.filter(ecosystem=place, uuid=uuid).first()
    if row is None:
        raise NotFound
    form = ScaleForm(request.POST or None, ecosystem=place, of=row)
    return _written(request, place, form, row.said("name"))


def _editable(request: HttpRequest, slug: str) -> Ecosystem:
    place = ecosystem_for(actor(request), slug)
    require(actor(request), EDIT_FRAMEWORKS, within=place.pk)
    return place


def _written(request: HttpRequest, place: Ecosystem, form: ScaleForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = form.said()
        key = form.of.key if form.of else _free_key(place, said["name"])
        said["revision"] = said["revision"] if form.of else NEW
        try:
            save_scale(place, key, by=actor(request), at=timezone.now(), **said)
        except Stale as stale:
            form.meet(stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("frameworks", place.slug)
    return _form(request, place, form, title)


def _form(request: HttpRequest, place: Ecosystem, form: ScaleForm, title: str) -> HttpResponse:
    context = {
        "form": form, "slug": place.slug, "title": title, "scale": form.of,
        "frameworks": frameworks_on(form.of) if form.of else (),
    }  # fmt: skip
    return render(request, "frameworks/scale_form.html", context, status=status_of(form))


def _free_key(place: Ecosystem, name: str) -> str:
    """A key that none of the ecosystem's scales has; names in any script."""
    stem = slugify(name)[:40] or "scale"
    taken = {*Scale.objects.filter(ecosystem=place).values_list("key", flat=True)}
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
