"""Consents: one's own and one's wards', and a group's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts
from hedgerow.foundation.ui.files import export_of

from . import actions, sheets
from .card_queries import group_for
from .consent_forms import AnswerForm, PaperForm
from .consent_queries import asked_of
from .customs import in_language
from .group_consents import group_consents, purposes_of, require_look
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
    require_look(by, found)
    may_record = by.may(RECORD_CONSENT, ecosystem.pk) or by.may_at(
        RECORD_CONSENT, ecosystem.pk, found.organisation_id
    )
    purposes = purposes_of(ecosystem)
    form = _paper(request, by, found, purposes) if may_record and purposes else None
    if request.method == "POST":
        if not may_record:
            raise NotPermitted(permission=RECORD_CONSENT)
        if form is not None and form.is_valid():
            return _recorded(request, form, purposes, slug, uuid)
    page = group_consents(by, ecosystem, found.pk)
    context = {
        "page": page, "slug": slug, "uuid": uuid,
        "name": found.name, "form": form, "may_ask": by.may(EDIT_ECOSYSTEM, ecosystem.pk),
    }  # fmt: skip
    status = INVALID if request.method == "POST" else 200
    file = export_of(request.GET, sheets.consents(page))
    return file or render(request, "membership/group_consents.html", context, status=status)


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
