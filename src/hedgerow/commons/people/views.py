"""Pages of organisations."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import NotFound, NotPermitted, Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export

from . import actions, places
from .editing import refused, shown
from .forms import OrganisationForm
from .listing import organisations_table
from .permissions import EDIT_ORGANISATIONS

FIELDS = (
    "name", "kind", "sector", "parent", "operator", "code", "address", "latitude", "longitude",
    "website", "revision",
)  # fmt: skip


def organisations(request: HttpRequest, slug: str) -> HttpResponse:
    """Every organisation of the ecosystem."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    rows = places.organisations_of(by, place).select_related("parent")
    table = organisations_table(place, rows, request.GET)
    if found := export(table, request.GET.get("format", "")):
        return found
    may_edit = by.may(EDIT_ORGANISATIONS, place.pk)
    context = {"table": table.page(), "slug": slug, "may_edit": may_edit}
    return render(request, "people/organisations.html", context)


def organisation(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One organisation with the tree it stands in."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    page = places.organisation_page(by, place, places.organisation_for(by, place, uuid))
    return render(request, "people/organisation.html", {"page": page})


def edit_organisation(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change an organisation."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    row = places.organisation_for(by, place, uuid)
    require(by, EDIT_ORGANISATIONS, within=place.pk)
    if row.kept_by_id != place.pk:
        raise NotFound
    choices = places.organisations_of(by, place).order_by("name", "pk")
    initial = {name: getattr(row, name) for name in FIELDS}
    form = OrganisationForm(
        request.POST or None, choices=choices, words=place.vocabulary, initial=initial
    )
    context = {
        "title": row.name, "upper": row.name, "back": reverse("organisation", args=[slug, uuid]),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["revision"]
        try:
            actions.edit_organisation(row, form.said(), by=by, at=timezone.now(), revision=read)
        except Stale as stale:
            form.meet(stale)
        except NotPermitted:
            raise
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("organisation", slug, uuid)
    return shown(request, form, **context)
