"""Pages of bodies: all of them, one, founding, changing, seating."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export, export_of
from hedgerow.foundation.ui.revised import status_of

from . import queries
from .actions import edit_body, found_body, seat_people
from .errors import QuorumTooLarge
from .forms import BodyForm, SeatForm, said_of
from .listing import Bodies
from .permissions import EDIT_BODIES, SEAT_PEOPLE


def bodies(request: HttpRequest, slug: str) -> HttpResponse:
    """Every body of the ecosystem."""
    place = ecosystem_for(actor(request), slug)
    rows = queries.bodies_of(place, today(place)).select_related("ecosystem")
    table = Bodies(rows, request.GET)
    context = {"table": table.page(), "may_edit": actor(request).may(EDIT_BODIES, place.pk)}
    found = export(table, request.GET.get("format", ""))
    return found or render(request, "bodies/bodies.html", context | {"slug": slug})


def body(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One body: constituencies, seats, who holds them."""
    place = ecosystem_for(actor(request), slug)
    row = queries.body_for(actor(request), place, uuid)
    page = queries.body_page(actor(request), row, today(place))
    seats = Sheet(
        "seats",
        (_("Constituency"), _("Seat"), _("Held by"), _("Since"), _("How")),
        lambda: (
            (share.name, one.number, one.holder, one.since, one.route)
            for share in page.shares
            for one in share.places
        ),
    )
    return export_of(request.GET, seats) or render(
        request, "bodies/body.html", {"page": page, "slug": slug}
    )


def found(request: HttpRequest, slug: str) -> HttpResponse:
    """Found a body."""
    place = ecosystem_for(actor(request), slug)
    require(actor(request), EDIT_BODIES, within=place.pk)
    form = BodyForm(request.POST or None, ecosystem=place)
    if request.method == "POST" and form.is_valid():
        said = _said(form)
        try:
            row = found_body(
                place,
                slugify(str(said["name"]))[:60] or f"body-{timezone.now():%Y%m%d%H%M%S}",
                said.pop("name"),
                by=actor(request),
                at=timezone.now(),
                **said,
            )
        except QuorumTooLarge as refusal:
            form.add_error("quorum", f"{refusal} {refusal.next_step}")
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The body is founded."))
            return redirect("body", slug, row.uuid)
    return _form(request, form, slug, title=_("Add a body"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a body and how its seats are shared out."""
    place = ecosystem_for(actor(request), slug)
    row = queries.body_for(actor(request), place, uuid)
    require(actor(request), EDIT_BODIES, within=place.pk)
    form = BodyForm(request.POST or None, initial=said_of(row), ecosystem=place, of=row)
    if request.method == "POST" and form.is_valid():
        revision, now = form.cleaned_data["revision"], timezone.now()
        try:
            edit_body(row, by=actor(request), at=now, revision=revision, **_said(form))
        except QuorumTooLarge as refusal:
            form.add_error("quorum", f"{refusal} {refusal.next_step}")
        except Stale as stale:
            form.meet(stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("body", slug, uuid)
    return _form(request, form, slug, title=row.said("name"))


def seat(request: HttpRequest, slug: str, uuid: UUID, seat: UUID) -> HttpResponse:
    """Give a seat to somebody."""
    place = ecosystem_for(actor(request), slug)
    row = queries.body_for(actor(request), place, uuid)
    require(actor(request), SEAT_PEOPLE, within=place.pk)
    one = queries.seat_for(row, seat)
    people = Person.objects.visible_to(actor(request)).filter(assignments__ecosystem=place)
    adults = people.exclude(assignments__role="learner").distinct().order_by("sort_name", "pk")
    first = {"starts": today(place)}
    form = SeatForm(request.POST or None, place=place, people=adults, initial=first)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "seat_id": one.pk}
        said["person_id"] = said.pop("person").pk
        try:
            seat_people(place, [said], by=actor(request), at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The seat is taken."))
            return redirect("body", slug, uuid)
    title = _("Seat %(number)s: %(constituency)s") % {
        "number": one.number, "constituency": one.constituency.said("name"),
    }  # fmt: skip
    return _form(request, form, slug, title=title)


def _said(form: BodyForm) -> dict[str, Any]:
    return {name: value for name, value in form.said().items() if name != "revision"}


def _form(request: HttpRequest, form: object, slug: str, *, title: str) -> HttpResponse:
    context = {"form": form, "slug": slug, "title": title}
    return render(request, "bodies/form.html", context, status=status_of(form))
