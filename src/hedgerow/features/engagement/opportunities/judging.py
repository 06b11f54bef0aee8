"""Pages of a challenge: what is asked, what was handed in, how it is scored and what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.activities.forms import leaders
from hedgerow.commons.membership.picking import Picker, entered, is_step, picker
from hedgerow.commons.membership.seeking import FEW
from hedgerow.commons.people.models import Person
from hedgerow.foundation.acts.looking import Looked
from hedgerow.foundation.errors import Invalid, NotFound, Refused
from hedgerow.foundation.requests import actor

from . import actions, queries
from .editing import INVALID, managed
from .judging_forms import ChallengeForm, EntryForm, ScoreForm
from .models import Judge, Opportunity


def challenge(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Rubric, judges, entries, and the result once it is published."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, uuid)
    context = _context(request, row, slug)
    return render(request, "opportunities/challenge.html", context)


def set_up(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Name judges and rubric."""
    by, row = actor(request), managed(request, slug, uuid)
    queries.challenge_page(by, row)
    people = leaders(by, row.ecosystem)
    page, looks = _judges(request, row, people), is_step(request)
    form = ChallengeForm(
        None if looks else request.POST or None, people=people, page=page, of=row,
        entered=entered(request),
    )  # fmt: skip
    if request.method == "POST" and not looks and form.is_valid():
        given = form.cleaned_data
        judges, rubric = list(given["judges"]), given["rubric"]
        try:
            actions.set_challenge(row, judges, rubric, by=by, at=timezone.now())
        except Refused as error:
            _add(form, error)
        else:
            messages.success(request, _("Saved."))
            is_draft = row.state == Opportunity.State.DRAFT  # which is opened next
            return redirect("opportunity" if is_draft else "challenge", slug, uuid)
    shown = _form(request, form, row, slug, _("Judges and rubric"), _("Save"))
    return Looked(shown.content) if looks else shown


def _judges(request: HttpRequest, row: Opportunity, people: QuerySet[Person]) -> Picker | None:
    """A page of whoever may judge, where they are too many for a list."""
    if not people.order_by()[FEW : FEW + 1].exists():
        return None
    stood = Judge.objects.filter(opportunity=row)
    named = stood.values_list("person__uuid", flat=True)
    return picker(request, row.ecosystem, people, stood.none(), name="judges", stood=named)


def hand_in(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Hand in what one made, or one's child."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, uuid)
    queries.challenge_page(by, row)
    makers = queries.makers(by, row)
    if not makers:
        raise NotFound
    form = EntryForm(request.POST or None, makers=makers)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        people = [one.person for one in makers if str(one.uuid) in given["makers"]]
        try:
            actions.hand_in(row, given["title"], given["summary"], people, by=by, at=timezone.now())
        except Refused as error:
            _add(form, error)
        else:
            messages.success(request, _("It is handed in."))
            return redirect("challenge", slug, uuid)
    return _form(request, form, row, slug, _("Hand something in"), _("Hand it in"))


def score(request: HttpRequest, slug: str, uuid: UUID, entry: UUID) -> HttpResponse:
    """Score one entry by the rubric."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, uuid)
    found = queries.entry_row(by, row, entry)
    form = ScoreForm(request.POST or None, lines=queries.scoring(by, row, found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.score_entry(found, form.points(), by=by, at=timezone.now())
        except Refused as error:
            _add(form, error)
        else:
            messages.success(
                request,
                _("Your points are kept. You can change them until the result is published."),
            )
            return redirect("challenge", slug, uuid)
    return _form(request, form, row, slug, found.title, _("Save"), summary=found.summary)


@require_POST
def publish(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Publish the result."""
    row = managed(request, slug, uuid)
    try:
        actions.publish_results(row, by=actor(request), at=timezone.now())
    except Refused as error:
        messages.error(request, f"{error} {error.next_step}")
    else:
        messages.success(request, _("The result is published."))
    return redirect("challenge", slug, uuid)


def _add(form: Any, error: Refused) -> None:
    if isinstance(error, NotFound):
        raise error
    texts = (
        [text for texts in error.fields.values() for text in texts]
        if isinstance(error, Invalid)
        else []
    )
    for text in texts or [f"{error} {error.next_step}"]:
        form.add_error(None, text)


def _context(request: HttpRequest, row: Opportunity, slug: str) -> dict[str, Any]:
    by = actor(request)
    return {
        "page": queries.opportunity_page(by, row),
        "challenge": queries.challenge_page(by, row),
        "slug": slug,
    }


def _form(
    request: HttpRequest, form: Any, row: Opportunity, slug: str, title: str, button: str, *,
    summary: str = "",
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "title": title, "button": button, "summary": summary, "slug": slug,
        "page": queries.opportunity_page(actor(request), row),
    }  # fmt: skip
    status = INVALID if form.errors else 200
    return render(request, "opportunities/challenge_form.html", context, status=status)
