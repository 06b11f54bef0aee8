"""Pages about who has a place: for those who offer it, and of one's own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.picking import entered, is_step, picker
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.acts.looking import Looked
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export

from . import actions, queries
from .editing import INVALID, managed
from .listing import Takers
from .models import SignUp
from .place_forms import GiveForm


def places(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Who has a place, who is asked, and who waits in which order."""
    by, row = actor(request), managed(request, slug, uuid, changes=False)
    rows = queries.sign_ups_of(by, row)
    given = queries.holders(by, row, timezone.now())
    table = Takers(rows, request.GET, given)
    if file := export(table, request.GET.get("format", "")):
        return file
    page = queries.opportunity_page(by, row)
    context = {"page": page, "slug": slug, "rows": queries.taker_rows(by, row, given)}
    return render(request, "opportunities/places.html", context)


def give(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Give people a place; they are found a page at a time."""
    by, row = actor(request), managed(request, slug, uuid)
    people = people_of(by, row.ecosystem)
    there = SignUp.objects.filter(opportunity=row, state=SignUp.State.PLACED)
    page = picker(request, row.ecosystem, people, there, name="people")
    sent = None if is_step(request) else request.POST or None
    form = GiveForm(sent, initial=entered(request), people=people, page=page)
    if request.method == "POST" and not is_step(request) and form.is_valid():
        try:
            given = actions.give_places(row, form.cleaned_data["people"], by=by, at=timezone.now())
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            said = ngettext("%(n)s person has a place.", "%(n)s people have a place.", len(given))
            messages.success(request, said % {"n": len(given)})
            return redirect("opportunity-places", slug, uuid)
    context = {"form": form, "slug": slug, "page": queries.opportunity_page(by, row)}
    status = INVALID if form.errors else 200
    shown = render(request, "opportunities/give.html", context, status=status)
    return Looked(shown.content) if is_step(request) else shown


def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """Where oneself and one's children have a place, or wait."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    rows = queries.own_rows(by, ecosystem, timezone.now())
    return render(request, "opportunities/mine.html", {"rows": rows, "slug": slug})
