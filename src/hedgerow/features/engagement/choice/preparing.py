"""Pages on which rounds of choice are prepared: when, for whom, what, and who goes first."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import Invalid, Refused, Stale
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import meet, status_of

from . import actions, queries
from .actions.judging import listed_people
from .forms import OfferForm, Prepared, RoundForm, TakeForm
from .models import Round
from .permissions import RUN_ROUNDS
from .rule_forms import CriterionForm


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a round; what is offered in it comes next."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    require(by, RUN_ROUNDS, within=ecosystem.pk)
    form = RoundForm(request.POST or None, ecosystem=ecosystem)
    if request.method == "POST" and form.is_valid():
        made = done_with(form, lambda: actions.plan_round(
            ecosystem, form.values(), by=by, at=timezone.now()))  # fmt: skip
        if made is not None:
            messages.success(request, _("The round is planned. Add what can be chosen next."))
            return redirect("choice-round", slug, made.uuid)
    return form_page(request, form, slug, _("Plan a round of choice"), _("Plan it"))


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change when the round is, and for whom."""
    by, row = run_by(request, slug, uuid)
    form = RoundForm(request.POST or None, ecosystem=row.ecosystem, row=row)
    if request.method == "POST" and form.is_valid():
        said = {"by": by, "at": timezone.now(), "revision": form.cleaned_data["revision"]}
        if done_with(form, lambda: actions.edit_round(row, form.values(), **said)) is not None:
            messages.success(request, _("Saved."))
            return redirect("choice-round", slug, uuid)
    return form_page(request, form, slug, row.said("title"), _("Save"), row)


@require_POST
def drop(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Throw a draft away."""
    by, row = run_by(request, slug, uuid)
    actions.drop_round(row, by=by, at=timezone.now())
    messages.success(request, _("The draft is gone."))
    return redirect("choice-rounds", slug)


def offer(request: HttpRequest, slug: str, uuid: UUID, offer: UUID | None = None) -> HttpResponse:
    """Add something to choose, or change it."""
    by, row = run_by(request, slug, uuid)
    known = queries.offer_row(row, offer) if offer else None
    form = OfferForm(request.POST or None, by=by, row=row, offer=known)
    if request.method == "POST" and form.is_valid():
        done = done_with(form, lambda: actions.save_offer(
            row, form.values(), known, by=by, at=timezone.now()))  # fmt: skip
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("choice-round", slug, uuid)
    title = known.said("title") if known else _("Add something to choose")
    return form_page(request, form, slug, title, _("Save"), row, remove="offer" if known else "")


def take(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Let learners choose among opportunities that are offered here, several at once."""
    by, row = run_by(request, slug, uuid)
    form = TakeForm(request.POST or None, by=by, row=row)
    if request.method == "POST" and form.is_valid():
        done = done_with(form, lambda: actions.take_opportunities(
            row, form.uuids(), by=by, at=timezone.now()))  # fmt: skip
        if done is not None:
            said = ngettext(
                "%(n)s opportunity can be chosen.", "%(n)s opportunities can be chosen.", len(done)
            )
            messages.success(request, said % {"n": len(done)})
            return redirect("choice-round", slug, uuid)
    title, nothing = _("Take from what is offered"), not queries.to_take(by, row).exists()
    return form_page(request, form, slug, title, _("Take these"), row, nothing=nothing)


def criterion(
    request: HttpRequest, slug: str, uuid: UUID, criterion: UUID | None = None
) -> HttpResponse:
    """Say who goes first, or for whom seats are reserved."""
    by, row = run_by(request, slug, uuid)
    known = queries.criterion_row(row, criterion) if criterion else None
    codes = listed_people(known) if known else ()
    form = CriterionForm(request.POST or None, by=by, row=row, criterion=known, codes=codes)
    if request.method == "POST" and form.is_valid():
        done = done_with(form, lambda: actions.save_criterion(
            row, form.values(), known, by=by, at=timezone.now()))  # fmt: skip
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("choice-round", slug, uuid)
    title = known.said("title") if known else _("Say who goes first")
    return form_page(request, form, slug, title, _("Save"), row, remove="rule" if known else "")


@require_POST
def remove_offer(request: HttpRequest, slug: str, uuid: UUID, offer: UUID) -> HttpResponse:
    """Take an offer out of the round."""
    by, row = run_by(request, slug, uuid)
    actions.remove_offer(queries.offer_row(row, offer), by=by, at=timezone.now())
    messages.success(request, _("It is taken out of the round."))
    return redirect("choice-round", slug, uuid)


@require_POST
def remove_criterion(request: HttpRequest, slug: str, uuid: UUID, criterion: UUID) -> HttpResponse:
    """Take a rule or a reserve away."""
    by, row = run_by(request, slug, uuid)
    actions.remove_criterion(queries.criterion_row(row, criterion), by=by, at=timezone.now())
    messages.success(request, _("It counts no more."))
    return redirect("choice-round", slug, uuid)


def run_by(request: HttpRequest, slug: str, uuid: UUID) -> tuple[Actor, Round]:
    """The round, for who runs rounds there."""
    by = actor(request)
    row = queries.round_row(by, slug, uuid)
    require(by, RUN_ROUNDS, within=row.ecosystem_id)
    return by, row


def done_with(form: Prepared, act: Callable[[], Any]) -> Any:
    """What the act gave; None where it was refused, which the form then says."""
    try:
        return act()
    except Invalid as error:
        form.tell(error.fields)
    except Stale as stale:
        meet(form, stale)
    except Refused as error:
        form.add_error(None, f"{error} {error.next_step}")
    return None


def form_page(
    request: HttpRequest, form: Prepared, slug: str, title: str, button: str,
    row: Round | None = None, *, remove: str = "", nothing: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "slug": slug, "title": title, "button": button, "of": row,
               "remove": remove, "here": request.path, "nothing": nothing}  # fmt: skip
    return render(request, "choice/form.html", context, status=status_of(form))
