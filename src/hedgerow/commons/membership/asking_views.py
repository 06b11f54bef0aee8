"""What an ecosystem asks consent for, from which age one answers, and its tiers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM, VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.tongues import own_name
from hedgerow.foundation.errors import NotFound, Refused
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor

from . import actions
from .consent_forms import CustomsForm, PurposeForm, shown
from .customs import AGE, customs_of, in_language, kept_tiers
from .group_consents import purposes_of
from .models import ConsentPurpose

INVALID = 422


def purposes(request: HttpRequest, slug: str) -> HttpResponse:
    """What the ecosystem asks, from which age one answers, and its tiers."""
    by = actor(request)
    ecosystem = _place(by, slug)
    customs = customs_of(ecosystem)
    initial = {"age": customs.age_of_consent if customs else AGE, "tiers": kept_tiers(customs)}
    data = request.POST or None
    form = CustomsForm(data, ecosystem=ecosystem, customs=customs, initial=initial)
    if request.method == "POST" and form.is_valid():
        age, tiers = form.cleaned_data["age"], form.cleaned_data["tiers"]
        actions.set_customs(
            ecosystem, age_of_consent=age, tiers=tiers, told=form.told(), by=by, at=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("purposes", slug)
    asked = [
        {"uuid": row.uuid, "title": in_language(row.titles, ecosystem.languages),
         "text": in_language(row.texts, ecosystem.languages), "version": row.version}
        for row in purposes_of(ecosystem)
    ]  # fmt: skip
    context = {"form": form, "slug": slug, "asked": asked}
    status = INVALID if request.method == "POST" else 200
    return render(request, "membership/purposes.html", context, status=status)


def purpose_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for consent to one more thing."""
    by = actor(request)
    ecosystem = _place(by, slug)
    form = PurposeForm(request.POST or None, languages=_languages(ecosystem))
    status = INVALID if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        key, titles, texts = form.cleaned_data["key"], form.said("title"), form.said("text")
        try:
            actions.ask_for_consent(ecosystem, key, titles, texts, by=by, at=timezone.now())
        except Refused as refusal:
            form.add_error("key", f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            messages.success(request, _("From now on people are asked."))
            return redirect("purposes", slug)
    context = {"form": form, "slug": slug, "uuid": None}
    return render(request, "membership/purpose.html", context, status=status)


def purpose_edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change what is asked: everybody answers the new text anew."""
    by = actor(request)
    ecosystem = _place(by, slug)
    row = _purpose(ecosystem, uuid)
    data = request.POST or None
    form = PurposeForm(data, languages=_languages(ecosystem), initial=shown(row))
    del form.fields["key"]
    if request.method == "POST" and form.is_valid():
        titles, texts = form.said("title"), form.said("text")
        actions.reword_consent(row, titles, texts, by=by, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("purposes", slug)
    context = {"form": form, "slug": slug, "uuid": uuid}
    status = INVALID if request.method == "POST" else 200
    return render(request, "membership/purpose.html", context, status=status)


@require_POST
def purpose_end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Stop asking."""
    by = actor(request)
    actions.ask_no_more(_purpose(_place(by, slug), uuid), by=by, at=timezone.now())
    messages.success(request, _("Nobody is asked this any more. What was answered is kept."))
    return redirect("purposes", slug)


def _place(by: Actor, slug: str) -> Ecosystem:
    ecosystem = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, ecosystem.pk):
        raise NotFound
    require(by, EDIT_ECOSYSTEM, within=ecosystem.pk)
    return ecosystem


def _purpose(ecosystem: Ecosystem, uuid: UUID) -> ConsentPurpose:
    rows = ConsentPurpose.objects.select_related("ecosystem")
    row = rows.filter(ecosystem=ecosystem, uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def _languages(ecosystem: Ecosystem) -> list[tuple[str, str]]:
    """The ecosystem's languages by the names they give themselves, the main one first."""
    return [(code, own_name(code)) for code in ecosystem.languages or ["en"]]
