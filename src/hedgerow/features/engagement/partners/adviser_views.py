"""Pages of the business advisory: who offers what, and changing that."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotPermitted, Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export
from hedgerow.foundation.ui.revised import status_of

from . import actions, advisory
from .listing import Advisers
from .models import Adviser
from .people_forms import AdviserForm
from .permissions import EDIT_ADVISERS
from .views import place_of

INVALID = 422
FIELDS = ("organisation", "person", "body", "field_of_work", "starts", "ends")


def advisers(request: HttpRequest, slug: str) -> HttpResponse:
    """Who advises, and who can offer what."""
    by, place = actor(request), place_of(request, slug)
    rows = advisory.advisers_of(by, place, today(place))
    related = rows.select_related("ecosystem").prefetch_related("offers")
    table = Advisers(related, request.GET)
    may_add = advisory.may_add_advisers(by, place)
    context = {"table": table.page(), "slug": slug, "may_add": may_add}
    found = export(table, request.GET.get("format", ""))
    return found or render(request, "partners/advisers.html", context)


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an adviser."""
    by, place = actor(request), place_of(request, slug)
    if not advisory.may_add_advisers(by, place):
        require(by, EDIT_ADVISERS, within=place.pk)
    return _saving(request, place, None)


def adviser(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One adviser: what may be asked of them; for who keeps them, the form."""
    by, place = actor(request), place_of(request, slug)
    row = advisory.adviser_for(by, place, uuid)
    may_edit = Adviser.objects.editable_by(by).filter(pk=row.pk).exists()
    if place.closed_on or not may_edit:
        if request.method == "POST":
            require(by, EDIT_ADVISERS, within=place.pk)
        page = advisory.adviser_page(by, row, today(place))
        context = {"page": page, "slug": slug}
        return render(request, "partners/adviser.html", context)
    return _saving(request, place, row)


def _saving(request: HttpRequest, place: Ecosystem, row: Adviser | None) -> HttpResponse:
    by = actor(request)
    people = Person.objects.visible_to(by).filter(assignments__ecosystem=place)
    adults = people.exclude(assignments__role="learner").distinct().order_by("sort_name", "pk")
    form = AdviserForm(
        request.POST or None, ecosystem=place, people=adults,
        organisations=advisory.own_organisations(by, place, EDIT_ADVISERS),
        initial=_initial(row) if row else {"starts": today(place)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = {name: given[name] for name in (*FIELDS, "revision")}
        offers = dict.fromkeys(given["offers"], given["note"])
        try:
            actions.save_adviser(place, row, by=by, at=timezone.now(), offers=offers, **said)
        except NotPermitted:
            raise
        except Stale as stale:
            form.meet(stale)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("Saved."))
            return redirect("advisers", place.slug)
    title = _("Change an adviser") if row else _("Add an adviser")
    context = {
        "form": form, "slug": place.slug, "title": title, "above": _("Business advisory"),
        "back": reverse("advisers", args=[place.slug]),
    }  # fmt: skip
    return render(request, "partners/form.html", context, status=status_of(form))


def _initial(row: Adviser) -> dict[str, Any]:
    offers = dict(row.offers.values_list("kind", "note"))
    plain = {name: getattr(row, name) for name in (*FIELDS, "revision")}
    return {**plain, "offers": list(offers), "note": next(iter(offers.values()), "")}
