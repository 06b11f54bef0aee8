"""Pages of who runs rounds of choice: open, close, run, publish."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.clock import today
from hedgerow.foundation.errors import NotFound

from . import actions, queries
from .forms import ReasonForm, ReopenForm, TieForm
from .models import Round
from .preparing import done_with, form_page, run_by

Act = Callable[..., Any]

ENROLS = (Round.State.PUBLISHED, Round.State.OVER)
STEPS: dict[str, tuple[Act, Any]] = {
    "open": (actions.open_round, gettext_lazy("The round is open. Learners can choose.")),
    "close": (actions.close_round, gettext_lazy("The round is closed. Run it next.")),
    "discard": (actions.discard_preview, gettext_lazy("The result is thrown away.")),
    "publish": (actions.publish_round, gettext_lazy("Published. Everybody sees what they got.")),
    "finish": (actions.finish_round, gettext_lazy("The round is over.")),
}


@require_POST
def step(request: HttpRequest, slug: str, uuid: UUID, act: str) -> HttpResponse:
    """Bring the round one step on: open, close, publish, finish; or throw a result away."""
    by, row = run_by(request, slug, uuid)
    if act not in STEPS:
        raise NotFound
    done, said = STEPS[act]
    done(row, by=by, at=timezone.now())
    messages.success(request, str(said))
    return redirect("choice-round", slug, uuid)


def close(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Ask once, saying what closing does."""
    by, row = run_by(request, slug, uuid)
    if row.state != Round.State.OPEN:
        return redirect("choice-round", slug, uuid)
    return render(request, "choice/close.html", {"page": queries.round_page(by, row), "slug": slug})


def publish(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Ask once, as it cannot be taken back."""
    by, row = run_by(request, slug, uuid)
    if row.state != Round.State.PREVIEWED:
        return redirect("choice-round", slug, uuid)
    context = {"page": queries.round_page(by, row), "slug": slug, "run": queries.latest_run(row)}
    return render(request, "choice/publish.html", context)


def reopen(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Let learners choose again until another day."""
    by, row = run_by(request, slug, uuid)
    day = max(row.closes_on, today(row.ecosystem))
    form = ReopenForm(request.POST or None, initial={"closes_on": day})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["closes_on"]
        if done_with(form, lambda: actions.reopen_round(row, day, by=by, at=timezone.now())):
            messages.success(request, _("The round is open again."))
            return redirect("choice-round", slug, uuid)
    return form_page(request, form, slug, _("Open it again"), _("Open it"), row)


def run(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Have the seats given by a job; again only with a reason."""
    by, row = run_by(request, slug, uuid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if done_with(form, lambda: actions.ask_to_run(row, reason, by=by, at=timezone.now())):
            return redirect("choice-round", slug, uuid)
    return form_page(request, form, slug, _("Run the round"), _("Run it"), row)


@require_POST
def remind(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Write to who has not chosen yet."""
    by, row = run_by(request, slug, uuid)
    count = actions.remind(row, by=by, at=timezone.now())
    said = ngettext("%(n)s learner is reminded.", "%(n)s learners are reminded.", count)
    messages.success(request, said % {"n": count})
    return redirect("choice-missing", slug, uuid)


def tie(request: HttpRequest, slug: str, uuid: UUID, offer: UUID) -> HttpResponse:
    """Name the activity in which those are enrolled who were placed."""
    by, row = run_by(request, slug, uuid)
    known = queries.offer_row(row, offer)
    form = TieForm(request.POST or None, by=by, row=row)
    if request.method == "POST" and form.is_valid():
        activity = form.cleaned_data["activity"]
        if done_with(form, lambda: actions.tie_offer(known, activity, by=by, at=timezone.now())):
            messages.success(request, _("Saved. Whoever was placed there can be enrolled now."))
            return redirect("choice-round", slug, uuid)
    title = _("In which activity: %(title)s") % {"title": known.title}
    return form_page(request, form, slug, title, _("Save"), row)


def enrol(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Ask once, then enrol everybody who has a place in an activity."""
    by, row = run_by(request, slug, uuid)
    if request.method != "POST":
        page = queries.round_page(by, row)
        if page.work is None or not page.work.to_enrol or row.state not in ENROLS:
            return redirect("choice-round", slug, uuid)
        return render(request, "choice/enrol.html", {"page": page, "slug": slug})
    done = actions.enrol_placed(row, by=by, at=timezone.now())
    said = ngettext("%(n)s learner enrolled.", "%(n)s learners enrolled.", done.new)
    messages.success(request, said % {"n": done.new})
    if done.left:
        left = len(done.left)
        why = ngettext(
            "%(n)s learner could not be enrolled: why stands below.",
            "%(n)s learners could not be enrolled: why stands below.", left,
        )  # fmt: skip
        messages.warning(request, why % {"n": left})
    return redirect("choice-round", slug, uuid)
