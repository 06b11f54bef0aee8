"""Pages on which something is offered, a step at a time, and opened, closed or put away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_open, require_somewhere
from hedgerow.foundation.errors import Invalid, NotFound, Refused, Stale
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import status_of

from . import actions, queries
from .forms import STEPS, after
from .models import Opportunity
from .permissions import EDIT_KINDS, OFFER
from .step_forms import StepForm

INVALID = 422
FIRST = "what"


def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin something new: the first step makes a draft, which the others fill."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    require_somewhere(by, OFFER, within=ecosystem.pk)
    if not queries.kinds_of(ecosystem, in_use=True).exists():
        return render(
            request,
            "opportunities/no_kinds.html",
            {"slug": slug, "may_edit": by.may(EDIT_KINDS, ecosystem.pk)},
        )
    form = STEPS[FIRST][1](request.POST or None, actor=by, ecosystem=ecosystem)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.offer_opportunity(ecosystem, form.values(), by=by, at=timezone.now())
        except Invalid as error:
            show(form, error)
        else:
            return redirect("edit-opportunity", slug, row.uuid, after(FIRST))
    return _shown(request, form, slug, FIRST)


def edit(request: HttpRequest, slug: str, uuid: UUID, step: str) -> HttpResponse:
    """Change what one step says; of a draft the next step follows."""
    by, row = actor(request), managed(request, slug, uuid)
    if step not in STEPS:
        raise NotFound
    form = STEPS[step][1](request.POST or None, actor=by, ecosystem=row.ecosystem, of=row)
    if request.method == "POST" and form.is_valid():
        try:
            revision = form.cleaned_data["revision"]
            actions.edit_opportunity(
                row, form.values(), by=by, at=timezone.now(), revision=revision
            )
        except Invalid as error:
            show(form, error)
        except Stale as stale:
            form.meet(stale)
        else:
            return _onwards(request, row, slug, step)
    return _shown(request, form, slug, step, of=row)


def _onwards(request: HttpRequest, row: Opportunity, slug: str, step: str) -> HttpResponse:
    if row.state == Opportunity.State.DRAFT and (following := after(step)):
        return redirect("edit-opportunity", slug, row.uuid, following)
    messages.success(request, _("Saved."))
    return redirect("opportunity", slug, row.uuid)


STATES = {
    "open": (actions.open_opportunity, gettext_lazy("It is open now.")),
    "close": (actions.close_opportunity, gettext_lazy("It is closed: nobody new is taken.")),
    "archive": (
        actions.archive_opportunity,
        gettext_lazy("It is put away. You find it among your offers."),
    ),
}


@require_POST
def move(request: HttpRequest, slug: str, uuid: UUID, to: str) -> HttpResponse:
    """Open, close or put away."""
    row = managed(request, slug, uuid)
    act, said = STATES[to]
    try:
        act(row, by=actor(request), at=timezone.now(), revision=_read(request))
    except Stale:
        raise
    except Refused as error:
        messages.error(request, f"{error} {error.next_step}")
    else:
        messages.success(request, said)
    return redirect("opportunity", slug, uuid)


def _read(request: HttpRequest) -> int | None:
    """The revision of the page whose button was pressed."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def managed(request: HttpRequest, slug: str, uuid: UUID, *, changes: bool = True) -> Opportunity:
    """The opportunity, for somebody who may change it; everybody else finds nothing."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, uuid)
    if not Opportunity.objects.managed_by(by).filter(pk=row.pk).exists():
        raise NotFound
    if changes:
        require_open(by, row.ecosystem_id)
    return row


def show(form: Any, error: Invalid) -> None:
    """Put what an action found wrong beside its field."""
    for name, texts in error.fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def _lacks_kinds(request: HttpRequest, slug: str) -> int:
    """How many of the usual kinds are not there, for who may add them."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    return queries.usual_lacking(ecosystem) if by.may(EDIT_KINDS, ecosystem.pk) else 0


def _shown(
    request: HttpRequest, form: StepForm, slug: str, step: str, *, of: Opportunity | None = None
) -> HttpResponse:
    names = list(STEPS)
    context = {
        "form": form, "slug": slug, "of": of, "step": step, "title": STEPS[step][0],
        "number": names.index(step) + 1, "last": len(names),
        "steps": [(name, title) for name, (title, _form) in STEPS.items()],
        "lacks_kinds": _lacks_kinds(request, slug) if step == FIRST else 0,
        "goes_on": bool(after(step)) and (of is None or of.state == Opportunity.State.DRAFT),
    }  # fmt: skip
    return render(request, "opportunities/step.html", context, status=status_of(form))
