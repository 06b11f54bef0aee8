"""Who answers for a learner: noted, ended, and taken back, from the learner's page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.actions import assign_role
from hedgerow.commons.people.actions import add_person, end_guardian, register_guardians
from hedgerow.commons.people.editing import refused
from hedgerow.commons.people.errors import GuardsOneself, LikelyKnown
from hedgerow.commons.people.guardian_forms import KnownGuardianForm, NewGuardianForm
from hedgerow.commons.people.likely import cards_of
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.commons.people.queries import named, people_of, person_for
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

OFFERED = 20


@transaction.atomic
def add_guardian(
    place: Ecosystem, learner: Person, guardian: Person, relation: str, *, by: Actor, at: datetime
) -> None:
    """Note who answers for a learner, with the role that lets them in; an ended tie opens again.

    Raises NotFound to outsiders and for persons of elsewhere, NotPermitted or GuardsOneself.
    """
    tie = {"guardian_id": guardian.pk, "learner_id": learner.pk, "relation": relation, "ends": None}
    register_guardians(place, [tie], by=by, at=at)
    assign_role(place, guardian, "guardian", by=by, at=at)


@never_cache
def add(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Choose who answers for the learner, or add somebody new."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    learner = person_for(by, place, uuid)
    require(by, EDIT_PEOPLE, within=place.pk)
    typed = request.GET.get("q", "").strip()[:100]
    chosen = [*request.POST.getlist("likely"), request.POST.get("guardian", "")]
    offered = _offered(by, place, learner, typed, chosen)
    new = request.POST.get("which") == "new"
    known = request.POST if request.method == "POST" and not new else None
    known_form = KnownGuardianForm(known, offered=offered)
    new_form = NewGuardianForm(request.POST if new else None, auto_id="id_new_%s")
    context = {
        "slug": slug, "uuid": uuid, "name": learner.name, "q": typed, "offered": bool(offered),
        "known_form": known_form, "new_form": new_form,
    }  # fmt: skip
    form = new_form if new else known_form
    if form.is_bound and form.is_valid():
        try:
            guardian = _note(place, learner, form, by, sure="sure" in request.POST)
        except LikelyKnown as twin:
            cards = cards_of(place, people_of(by, place), twin.details["persons"])
            context |= {"likely": cards, "why": str(twin)}
            return render(request, "portal/guardian.html", context, status=409)
        except (Invalid, GuardsOneself) as refusal:
            refused(form, refusal)
        else:
            said = _("%(name)s is noted as guardian.") % {"name": guardian.name}
            messages.success(request, said)
            return redirect("person", slug, uuid)
    status = 422 if form.errors else 200
    return render(request, "portal/guardian.html", context, status=status)


@require_POST
def end(request: HttpRequest, slug: str, uuid: UUID, tie: UUID) -> HttpResponse:
    """End it from today; the next page offers to undo that."""
    by, now = actor(request), timezone.now()
    row = _tie(by, slug, uuid, tie)
    end_guardian(row, day_in(row.ecosystem, now), by=by, at=now)
    said = _("%(name)s is no longer a guardian here.") % {"name": row.guardian.name}
    toasts.said(request, said, undo=reverse("guardian-back", args=[slug, uuid, tie]))
    return redirect("person", slug, uuid)


@require_POST
def back(request: HttpRequest, slug: str, uuid: UUID, tie: UUID) -> HttpResponse:
    """Undo that it ended."""
    by, row = actor(request), _tie(actor(request), slug, uuid, tie)
    again = {"guardian_id": row.guardian_id, "learner_id": row.learner_id, "ends": None}
    register_guardians(row.ecosystem, [again], by=by, at=timezone.now())
    messages.success(request, _("%(name)s is a guardian again.") % {"name": row.guardian.name})
    return redirect("person", slug, uuid)


def _tie(by: Actor, slug: str, uuid: UUID, tie: UUID) -> Guardian:
    place = ecosystem_for(by, slug)
    learner = person_for(by, place, uuid)
    require(by, EDIT_PEOPLE, within=place.pk)
    ties = Guardian.objects.filter(ecosystem=place, learner=learner, uuid=tie)
    row = ties.select_related("guardian", "ecosystem").first()
    if row is None:
        raise NotFound
    return row


def _offered(
    by: Actor, place: Ecosystem, learner: Person, typed: str, chosen: list[str]
) -> list[Person]:
    """Who can be chosen: those chosen or likely before, then whom the words find; no learners."""
    adults = people_of(by, place).exclude(assignments__role="learner").exclude(pk=learner.pk)
    wanted = [one for one in chosen if _is_uuid(one)]
    kept = list(adults.filter(uuid__in=wanted)) if wanted else []
    found = named(adults, typed, "person").order_by("sort_name", "pk")[:OFFERED] if typed else ()
    return list(dict.fromkeys([*kept, *found]))


@transaction.atomic
def _note(place: Ecosystem, learner: Person, form: Any, by: Actor, *, sure: bool) -> Person:
    """The guardian, added first if new."""
    given, at = dict(form.cleaned_data), timezone.now()
    relation = given.pop("relation")
    guardian: Person = given.get("guardian") or add_person(place, given, by=by, at=at, sure=sure)
    add_guardian(place, learner, guardian, relation, by=by, at=at)
    return guardian


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
