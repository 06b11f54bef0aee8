"""Consents: one's own and one's wards', a group's, and what an ecosystem asks."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM, VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.permissions import VIEW_LEARNERS
from hedgerow.foundation.errors import NotFound, NotPermitted, Refused
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts

from . import actions
from .card_queries import group_for
from .consent_forms import AnswerForm, CustomsForm, PaperForm, PurposeForm, shown
from .consent_queries import asked_of, group_consents, purposes_of
from .customs import age_of_consent, in_language, tiers_of
from .models import ConsentPurpose, Group, GroupPlace
from .own_pages import signed_in
from .permissions import RECORD_CONSENT

INVALID = 422


@never_cache
@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """What oneself and one's wards are asked."""
    people = asked_of(actor(request), timezone.now())
    return render(request, "membership/consents.html", {"people": people})


@require_POST
@signed_in
def answer(request: HttpRequest) -> HttpResponse:
    """Answer one question, for oneself or for a ward."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise NotFound
    said = form.cleaned_data
    purpose = ConsentPurpose.objects.select_related("ecosystem").filter(uuid=said["purpose"])
    person = Person.objects.filter(uuid=said["person"], erased_at=None).first()
    asked = purpose.first()
    if asked is None or person is None:
        raise NotFound
    agrees = said["answer"] == "yes"
    actions.answer_consent(asked, person, agrees, by=actor(request), at=timezone.now())
    toasts.said(request, _("Your answer is kept. You can change it at any time."))
    return redirect("consents")


@never_cache
def group(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Who of a group has agreed to what; sent, what was signed on paper."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    found = group_for(by, ecosystem, uuid)
    _may_look(by, found)
    may_record = by.may(RECORD_CONSENT, ecosystem.pk) or by.may_at(
        RECORD_CONSENT, found.organisation_id
    )
    purposes = purposes_of(ecosystem)
    form = _paper(request, by, found, purposes) if may_record and purposes else None
    if request.method == "POST":
        if not may_record:
            raise NotPermitted(permission=RECORD_CONSENT)
        if form is not None and form.is_valid():
            return _recorded(request, form, purposes, slug, uuid)
    context = {
        "page": group_consents(by, ecosystem, found.pk), "slug": slug, "uuid": uuid,
        "name": found.name, "form": form, "may_ask": by.may(EDIT_ECOSYSTEM, ecosystem.pk),
    }  # fmt: skip
    status = INVALID if request.method == "POST" else 200
    return render(request, "membership/group_consents.html", context, status=status)


def purposes(request: HttpRequest, slug: str) -> HttpResponse:
    """What the ecosystem asks, from which age one answers, and its tiers."""
    by = actor(request)
    ecosystem = _place(by, slug)
    lines = [f"{key} = {title}" for key, title in tiers_of(ecosystem)]
    initial = {"age": age_of_consent(ecosystem), "tiers": "\n".join(lines)}
    form = CustomsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        age, tiers = form.cleaned_data["age"], form.cleaned_data["tiers"]
        actions.set_customs(ecosystem, age_of_consent=age, tiers=tiers, by=by, at=timezone.now())
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


def _paper(request: HttpRequest, by: Actor, found: Group, asked: list[ConsentPurpose]) -> PaperForm:
    places = GroupPlace.objects.filter(group=found, leads=False, ends__isnull=True)
    people = Person.objects.visible_to(by).filter(pk__in=places.values("person"))
    languages = found.ecosystem.languages
    choices = [(str(row.uuid), in_language(row.titles, languages) or row.key) for row in asked]
    ordered = people.order_by("sort_name", "pk")
    return PaperForm(request.POST or None, people=ordered, purposes=choices)


def _recorded(
    request: HttpRequest, form: PaperForm, asked: list[ConsentPurpose], slug: str, uuid: UUID
) -> HttpResponse:
    said = form.cleaned_data
    purpose = next(row for row in asked if str(row.uuid) == said["purpose"])
    agrees, people = said["answer"] == "yes", list(said["people"])
    n = actions.record_consents(purpose, people, agrees, by=actor(request), at=timezone.now())
    text = ngettext("One answer is recorded.", "%(n)s answers are recorded.", n) % {"n": n}
    messages.success(request, text)
    return redirect("group-consents", slug, uuid)


def _may_look(by: Actor, found: Group) -> None:
    """Raise NotPermitted unless the actor sees learners here, or leads the group."""
    if by.may_at(VIEW_LEARNERS, found.organisation_id) or by.may(VIEW_LEARNERS, found.ecosystem_id):
        return
    led = GroupPlace.objects.filter(group=found, person=by.person_id, leads=True, ends=None)
    if not led.exists():
        raise NotPermitted(permission=VIEW_LEARNERS)


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
    """The ecosystem's languages by name, the main one first."""
    names = dict(settings.LANGUAGES)
    return [(code, names.get(code, code)) for code in ecosystem.languages or ["en"]]
