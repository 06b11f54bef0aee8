"""Pages of pairs, of the learners of one who helps, and of proposals."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation import accesslog
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import actions, queries
from .models import SessionNote
from .pair_forms import BeginForm, EndForm, NoteForm

INVALID = 422


def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """My learners: when we meet next, and a note in a few seconds."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if by.person_id is None or not by.holds(VIEW_ECOSYSTEM, place.pk):
        raise NotFound
    page = queries.my_learners(by, place, timezone.now())
    checks = queries.checks(by, place).filter(person=by.person_id, withdrawn_at=None)
    context = {"page": page, "slug": slug, "checks": list(checks.order_by("valid_until")),
               "form": NoteForm()}  # fmt: skip
    return render(request, "mentoring/mine.html", context)


def pair(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One pair, with its notes."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    return _shown(request, by, place, uuid)


def _shown(
    request: HttpRequest, by: Actor, place: Ecosystem, uuid: UUID, **wrong: Form
) -> HttpResponse:
    """The page of a pair; what was sent and is ``wrong`` stands in it, by the name of its form."""
    row, now = queries.pair_row(by, place, uuid), timezone.now()
    page = queries.pair_page(by, row, now)
    if page.notes:
        what = "mentoring.notes"
        accesslog.opened(row.need.person_id, by=by, at=now, what=what, ecosystem=place.pk)
    forms = {"begin": BeginForm(initial={"starts": page.today}),
             "end": EndForm(initial={"ends": page.today}), "note": NoteForm()}  # fmt: skip
    context, status = {"page": page, **forms, **wrong}, INVALID if wrong else 200
    return render(request, "mentoring/pair.html", context, status=status)


@require_POST
def answer(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Say yes or no for a side."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.pair_row(by, place, uuid)
    side: actions.Side = "mentor" if request.POST.get("side") == "mentor" else "learner"
    agrees = request.POST.get("answer") == "yes"
    actions.answer_pair(row, agrees, side, by=by, at=timezone.now())
    messages.success(request, _("Your answer is noted."))
    return redirect("mentoring-pair", slug, uuid)


@require_POST
def begin(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Let a pair begin."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row, form = queries.pair_row(by, place, uuid), BeginForm(request.POST)
    if not form.is_valid():
        return _shown(request, by, place, uuid, begin=form)
    actions.begin_pair(row, form.cleaned_data["starts"], by=by, at=timezone.now())
    messages.success(request, _("They begin. Plan their meetings next."))
    return redirect("mentoring-pair", slug, uuid)


@require_POST
def end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """End a pair."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row, form = queries.pair_row(by, place, uuid), EndForm(request.POST)
    if not form.is_valid():
        return _shown(request, by, place, uuid, end=form)
    said = form.cleaned_data
    actions.end_pair(row, said["ends"], said["reason"], by=by, at=timezone.now())
    messages.success(request, _("The pair has ended."))
    return redirect("mentoring-pair", slug, uuid)


@require_POST
def note(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Note what happened in a meeting."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row, form = queries.pair_row(by, place, uuid), NoteForm(request.POST)
    if not form.is_valid():
        return _shown(request, by, place, uuid, note=form)
    said = form.cleaned_data
    actions.write_note(row, said["text"], by=by, at=timezone.now(), shared=said["shared"])
    messages.success(request, _("The note is kept."))
    back = "mentoring-mine" if request.POST.get("back") == "mine" else "mentoring-pair"
    return redirect(back, slug) if back == "mentoring-mine" else redirect(back, slug, uuid)


@require_POST
def share(request: HttpRequest, slug: str, uuid: UUID, note: UUID) -> HttpResponse:
    """Let the learner and the family read a note, or no more."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.pair_row(by, place, uuid)
    found = SessionNote.objects.visible_to(by).filter(pairing=row, uuid=note).first()
    if found is None:
        raise NotFound
    actions.share_note(found, request.POST.get("shared") == "1", by=by, at=timezone.now())
    return redirect("mentoring-pair", slug, uuid)
