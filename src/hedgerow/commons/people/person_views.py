"""Changing a person, one's own details, and who is likely there twice."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_held, require_open
from hedgerow.foundation.errors import NotFound, NotPermitted, Refused, Stale
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.speaking import speak, speaks

from . import actions, queries
from .declarations import declarations
from .editing import refused, shown
from .editors import may_edit
from .likely import cards_of
from .merging_page import merged_lately
from .models import Person
from .permissions import EDIT_PEOPLE
from .person_forms import OwnForm, PersonForm
from .twins import duplicates as found_twice

FIELDS = (
    "name", "called", "born", "email", "phone", "language", "time_zone", "code", "revision",
)  # fmt: skip


@never_cache
def edit_person(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a person."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = queries.person_for(by, place, uuid)
    require_open(by, place.pk)
    if not may_edit(by, row):
        raise NotPermitted(permission=EDIT_PEOPLE)
    form = PersonForm(request.POST or None, initial=_now(row))
    context = {
        "title": _("Change %(name)s") % {"name": row.name}, "upper": row.name,
        "back": reverse("person", args=[slug, uuid]),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["revision"]
        try:
            actions.edit_person(row, form.said(), by=by, at=timezone.now(), revision=read)
        except Stale as stale:
            form.meet(stale)
        except NotPermitted:
            raise
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("person", slug, uuid)
    return shown(request, form, **context)


@never_cache
def duplicates(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is likely here twice, side by side."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require_held(by, EDIT_PEOPLE, within=place.pk)
    sets = found_twice(place)
    ids = [row.uuid for one in sets for row in one.people]
    known = {card.uuid: card for card in cards_of(place, queries.people_of(by, place), ids)}
    told = [
        ([known[row.uuid] for row in one.people if row.uuid in known], one.by_name) for one in sets
    ]
    context = {
        "sets": [cards for cards, by_name in told if not by_name],
        "named": [cards for cards, by_name in told if by_name],
        "slug": slug, "merged": merged_lately(place),
    }  # fmt: skip
    return render(request, "people/duplicates.html", context)


def signed_in(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead who has not signed in to where one does, and back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if actor(request).person_id is not None:
            return view(request)
        back = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('sign-in')}?{back}")

    return guarded


@never_cache
@signed_in
def my_details(request: HttpRequest) -> HttpResponse:
    """One's own name, phone and language; the way to one's address."""
    by = actor(request)
    row = Person.objects.visible_to(by).filter(pk=by.person_id or 0).first()
    if row is None:
        raise NotFound
    form = OwnForm(request.POST or None, initial=_now(row))
    context = {"title": _("Your details"), "upper": _("My record"), "back": reverse("me")}
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["revision"]
        try:
            actions.edit_own_details(form.said(), by=by, at=timezone.now(), revision=read)
        except Stale as stale:
            form.meet(stale)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return _saved(request, form.said()["language"], row.language)
    context["email"] = row.email
    own = declarations(by)
    return shown(request, form, template="people/own.html", declarations=own, **context)


def _saved(request: HttpRequest, language: str, before: str) -> HttpResponse:
    """Who chose another language reads it from here on."""
    spoken = language if language != before and speaks(language) else get_language()
    with override(spoken):
        messages.success(request, _("Saved."))
    return speak(redirect("me"), language) if language != before else redirect("me")


def _now(row: Person) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIELDS}
