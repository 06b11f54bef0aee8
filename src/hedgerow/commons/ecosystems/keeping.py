"""Adding, editing, removing and restoring terms, holidays, figures and population figures."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hedgerow.foundation.errors import NotFound, Refused
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from . import actions, undoing
from .actions.rows import MODELS
from .forms import FigureForm, PopulationForm, StretchForm
from .models import Ecosystem
from .queries import ecosystem_for
from .told_forms import ask_in_languages, take_told

CALENDAR, FIGURES = "settings-calendar", "settings-figures"
ASKED: Final[Mapping[str, tuple[type[forms.Form], Promise, str]]] = {
    "term": (StretchForm, gettext_lazy("Term"), CALENDAR),
    "holiday": (StretchForm, gettext_lazy("Holiday"), CALENDAR),
    "figure": (FigureForm, gettext_lazy("Published figure"), FIGURES),
    "population": (PopulationForm, gettext_lazy("Population figure"), FIGURES),
}


def new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Add a row."""
    place = _place(request, slug, kind)
    _make, title, back = ASKED[kind]
    form = _asking(kind, place, request)
    if request.method == "POST" and form.is_valid():
        _add(place, kind, _given(form), actor(request))
        messages.success(request, _("Added."))
        return redirect(back, slug)
    return _form(request, form, slug, title, back)


def edit(request: HttpRequest, slug: str, kind: str, uuid: UUID) -> HttpResponse:
    """Change a row."""
    place = _place(request, slug, kind)
    make, title, back = ASKED[kind]
    row = MODELS[kind][0]._default_manager.filter(ecosystem=place, uuid=uuid).first()
    if row is None:
        raise NotFound
    shown = {name: getattr(row, name) for name in make.base_fields}
    form = _asking(kind, place, request, row, shown)
    if request.method == "POST" and form.is_valid():
        said = _given(form, row)
        try:
            actions.edit_row(place, kind, uuid, by=actor(request), at=timezone.now(), **said)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("Saved."))
            return redirect(back, slug)
    return _form(request, form, slug, title, back)


@require_POST
def remove(request: HttpRequest, slug: str, kind: str, uuid: UUID) -> HttpResponse:
    """Remove a row, and offer to take that back."""
    place = _place(request, slug, kind)
    values = actions.remove_row(place, kind, uuid, by=actor(request), at=timezone.now())
    token = undoing.token_of(place, kind, uuid, values)
    undo = reverse("kept-restore", args=[slug, token])
    toasts.said(request, _("Removed."), undo=undo)
    return redirect(ASKED[kind][2], slug)


@require_POST
def restore(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Put a removed row back."""
    place = ecosystem_for(actor(request), slug)
    kind, uuid, values = undoing.row_of(place, token)
    by, now = actor(request), timezone.now()
    actions.restore_row(place, kind, uuid, values, by=by, at=now)
    messages.success(request, _("Undone: it stands as it stood before."))
    return redirect(ASKED[kind][2], slug)


def _asking(
    kind: str, place: Ecosystem, request: HttpRequest, row: Any = None, shown: Any = None
) -> forms.Form:
    """The form; what can be told in further languages is asked in each."""
    form = ASKED[kind][0](request.POST or None, initial=shown)
    ask_in_languages(form, tuple(MODELS[kind][0].tellable), place, row)
    return form


def _given(form: forms.Form, row: Any = None) -> dict[str, Any]:
    return take_told(form.cleaned_data, row)


def _add(place: Ecosystem, kind: str, said: dict[str, Any], by: Actor) -> None:
    now = timezone.now()
    if kind == "term":
        actions.add_term(place, **said, by=by, at=now)
    elif kind == "holiday":
        actions.add_holiday(place, **said, by=by, at=now)
    elif kind == "figure":
        position = min(place.figures.count(), 32_000)
        actions.state_figures(place, [{**said, "position": position}], by=by, at=now)
    else:
        actions.state_populations(place, [said], by=by, at=now)


def _place(request: HttpRequest, slug: str, kind: str) -> Ecosystem:
    place = ecosystem_for(actor(request), slug)
    if kind not in MODELS:
        raise NotFound
    require(actor(request), MODELS[kind][1], within=place.pk)
    return place


def _form(
    request: HttpRequest, form: forms.Form, slug: str, title: object, back: str
) -> HttpResponse:
    context = {"form": form, "slug": slug, "title": title, "here": back}
    return render(request, "ecosystems/form.html", context, status=422 if form.errors else 200)
