"""Adding an organisation that takes part, and a person with a role: each in one step."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.actions import add_organisation, add_person
from hedgerow.commons.people.editing import refused, shown
from hedgerow.commons.people.errors import LikelyKnown
from hedgerow.commons.people.likely import cards_of
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.permissions import EDIT_ORGANISATIONS, EDIT_PEOPLE
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.errors import NotPermitted, Refused
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from .actions import assign_role, join_organisations
from .adding_forms import NewOrganisationForm, NewPersonForm

PARTNER = "partner"


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an organisation; unless it is said otherwise, it takes part from today."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, EDIT_ORGANISATIONS, within=place.pk)
    choices = organisations_of(by, place).order_by("name", "pk")
    form = NewOrganisationForm(request.POST or None, choices=choices, actor=by, ecosystem=place)
    if request.method == "POST" and form.is_valid():
        try:
            row = _add_organisation(place, form, by, timezone.now())
        except NotPermitted:
            raise
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The organisation is added."))
            return redirect("organisation", slug, row.uuid)
    back = reverse("organisations", args=[slug])
    return shown(request, form, title=_("Add an organisation"), back=back, upper=_("Organisations"))


@never_cache
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a person; who looks like somebody already here is shown first."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, EDIT_PEOPLE, within=place.pk)
    form = NewPersonForm(request.POST or None, actor=by, ecosystem=place)
    context = {
        "title": _("Add a person"), "upper": _("People"), "back": reverse("people", args=[slug]),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            row = _add_person(place, form, by, timezone.now(), sure="sure" in request.POST)
        except NotPermitted:
            raise
        except LikelyKnown as known:
            likely = cards_of(place, people_of(by, place), known.details["persons"])
            why, then = str(known), str(known.next_step)
            said = {"why": why, "next_step": then, "slug": slug}
            return shown(request, form, likely=likely, **said, **context)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("%(name)s is added.") % {"name": row.name})
            return redirect("person", slug, row.uuid)
    return shown(request, form, **context)


@transaction.atomic
def _add_organisation(
    place: Ecosystem, form: NewOrganisationForm, by: Actor, at: datetime
) -> Organisation:
    row = add_organisation(place, form.said(), by=by, at=at)
    if form.cleaned_data.get("joins"):
        listed = row.kind == PARTNER
        join_organisations(place, [row], today(place), by=by, at=at, partner=listed)
    return row


@transaction.atomic
def _add_person(
    place: Ecosystem, form: NewPersonForm, by: Actor, at: datetime, *, sure: bool
) -> Person:
    row = add_person(place, form.said(), by=by, at=at, sure=sure)
    if role := form.role_given():
        name = role.pop("role")
        assign_role(place, row, name, by=by, at=at, starts=today(place), **role)
    return row
