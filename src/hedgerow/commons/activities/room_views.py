"""Pages of rooms: which there are, what is held in them, where two sessions meet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import NotFound, Refused, Stale
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export
from hedgerow.foundation.ui.revised import status_of

from . import actions, queries
from .listing import Rooms
from .permissions import EDIT_ACTIVITIES, VIEW_ACTIVITIES
from .session_forms import RoomForm

INVALID = 422


def rooms(request: HttpRequest, slug: str) -> HttpResponse:
    """The rooms of an ecosystem, and its double bookings."""
    by = actor(request)
    place = _place(by, slug)
    table = Rooms(queries.rooms_of(by, place), request.GET)
    context = {
        "table": table.page(), "slug": slug, "clashes": queries.clashes(place),
        "crowds": queries.crowded(place), "may_add": _may_add(by, place),
    }  # fmt: skip
    file = export(table, request.GET.get("format", ""))
    return file or render(request, "activities/rooms.html", context)


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a room."""
    by = actor(request)
    place = _place(by, slug)
    if not _may_add(by, place):
        require(by, EDIT_ACTIVITIES, within=place.pk)
    owners = queries.organisations_with_rooms(by, place)
    form = RoomForm(request.POST or None, organisations=owners)
    if request.method == "POST" and form.is_valid():
        values = {**form.said(), "organisation_id": form.cleaned_data["organisation"].pk}
        try:
            actions.add_room(place, values, by=by, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("The room is added."))
            return redirect("rooms", slug)
    return _form(request, form, {"slug": slug, "title": _("Add a room"), "button": _("Add it")})


def room(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One room: what is held there; who runs it changes it."""
    by = actor(request)
    place = _place(by, slug)
    row = queries.room_row(by, place, uuid)
    context: dict[str, Any] = {
        "slug": slug, "title": row.name, "room": row, "button": _("Save"),
        "coming": queries.coming_in(row), "clashes": queries.clashes(place, room=row),
        "crowds": queries.crowded(place, room=row),
    }  # fmt: skip
    may_edit = by.may(EDIT_ACTIVITIES, place.pk) or by.may_at(
        EDIT_ACTIVITIES, place.pk, row.organisation_id
    )
    if not may_edit:
        if request.method == "POST":
            raise NotFound
        return render(request, "activities/room.html", context)
    names = ("organisation", "name", "capacity", "note", "in_use", "revision")
    initial = {name: getattr(row, name) for name in names}
    owners = queries.organisations_with_rooms(by, place).filter(pk=row.organisation_id)
    form = RoomForm(request.POST or None, initial=initial, organisations=owners)
    del form.fields["organisation"]
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["revision"]
        try:
            actions.edit_room(row, form.said(), by=by, at=timezone.now(), revision=read)
        except Stale as stale:
            form.meet(stale)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("Saved."))
            return redirect("room", slug, uuid)
    return _form(request, form, context, template="activities/room.html")


def _form(
    request: HttpRequest, form: RoomForm, context: dict[str, Any],
    template: str = "activities/form.html",
) -> HttpResponse:  # fmt: skip
    return render(request, template, {**context, "form": form}, status=status_of(form))


def _place(by: Actor, slug: str) -> Ecosystem:
    """The ecosystem, for its members."""
    place = ecosystem_for(by, slug)
    require(by, VIEW_ACTIVITIES, within=place.pk)
    return place


def _may_add(by: Actor, place: Ecosystem) -> bool:
    return by.may_somewhere(EDIT_ACTIVITIES, place.pk)
