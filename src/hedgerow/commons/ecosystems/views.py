"""Pages of an ecosystem's settings: the whole, its words, its calendar, its figures."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.foundation.closing import require_held
from hedgerow.foundation.errors import Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export_of
from hedgerow.foundation.ui.revised import status_of

from . import queries, sheets
from .actions import edit_ecosystem
from .forms import SettingsForm, WordsForm
from .kinds import own_kinds
from .models import Ecosystem
from .permissions import EDIT_CALENDAR, EDIT_ECOSYSTEM, EDIT_FIGURES
from .told_forms import take_told

INVALID, CONFLICT = 422, 409


def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """The ecosystem as a whole."""
    place = _place(request, slug, EDIT_ECOSYSTEM)
    asked = SettingsForm.base_fields.keys() - {"first"}
    shown = {name: getattr(place, name) for name in asked}
    form = SettingsForm(request.POST or None, initial=shown, ecosystem=place)
    context = {"form": form, "slug": slug, "tree": queries.tree_of(actor(request), place)}
    valid = request.method == "POST" and form.is_valid()
    said = take_told(dict(form.cleaned_data), place) if valid else {}
    said.pop("revision", None)
    return _saved(request, place, form, said, context, "settings")


def words(request: HttpRequest, slug: str) -> HttpResponse:
    """The ecosystem's own words."""
    place = _place(request, slug, EDIT_ECOSYSTEM)
    form = WordsForm(
        request.POST or None, languages=place.languages, vocabulary=place.vocabulary,
        kinds=own_kinds(place.vocabulary, place.kind),
        initial={"revision": place.revision},
    )  # fmt: skip
    valid = request.method == "POST" and form.is_valid()
    said = {"vocabulary": form.said(place.vocabulary)} if valid else {}
    return _saved(request, place, form, said, {"form": form, "slug": slug}, "settings-words")


def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Terms and holidays."""
    terms, holidays = queries.calendar_of(_read(request, slug, EDIT_CALENDAR))
    context = {"slug": slug, "terms": terms, "holidays": holidays, "here": "settings-calendar"}
    file = export_of(
        request.GET,
        *(
            Sheet(name, (_("Name"), _("First day"), _("Last day")), partial(_stretches, lines))
            for name, lines in (("terms", terms), ("holidays", holidays))
        ),
    )
    return file or render(request, "ecosystems/calendar.html", context)


def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Published figures side by side, and how many people could be reached."""
    place = _read(request, slug, EDIT_FIGURES)
    sides, groups = queries.figures_of(place), queries.populations_of(place)
    context = {
        "slug": slug, "figures": sides, "populations": groups, "here": "settings-figures",
    }  # fmt: skip
    return export_of(request.GET, *sheets.figures(sides, groups)) or render(
        request, "ecosystems/figures.html", context
    )


def _stretches(lines: Iterable[queries.Line]) -> Iterator[tuple[object, ...]]:
    return ((one.name, one.starts, one.ends) for one in lines)


def _saved(
    request: HttpRequest,
    place: Ecosystem,
    form: SettingsForm | WordsForm,
    said: dict[str, Any],
    context: dict[str, Any],
    here: str,
) -> HttpResponse:
    """Save what was said; where somebody else saved meanwhile, show both versions."""
    template = "ecosystems/words.html" if here == "settings-words" else "ecosystems/settings.html"
    if said:
        read = form.cleaned_data["revision"] or 0
        try:
            edit_ecosystem(place, by=actor(request), at=timezone.now(), revision=read, **said)
        except Stale as error:
            form.meet(error)
        else:
            messages.success(request, _("Saved."))
            return redirect(here, place.slug)
    return render(request, template, context | {"here": here}, status=status_of(form))


def _place(request: HttpRequest, slug: str, permission: str) -> Ecosystem:
    place = queries.ecosystem_for(actor(request), slug)
    require(actor(request), permission, within=place.pk)
    return place


def _read(request: HttpRequest, slug: str, permission: str) -> Ecosystem:
    place = queries.ecosystem_for(actor(request), slug)
    require_held(actor(request), permission, within=place.pk)
    return place
