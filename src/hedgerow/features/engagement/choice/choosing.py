"""A learner's page of a round: the list, and later the place."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hedgerow.foundation import accesslog
from hedgerow.foundation.acts.looking import Looked
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.requests import actor

from . import actions, queries

INVALID = 422
ANSWERS = {
    "accept": (actions.accept_place, gettext_lazy("The place is yours.")),
    "give_back": (
        actions.give_back,
        gettext_lazy("The place is given back. The seat goes on to others."),
    ),
    "take": (actions.take_offered, gettext_lazy("The new place is yours.")),
    "keep": (actions.keep_place, gettext_lazy("You keep your place. The other seat goes on.")),
    "enrol": (actions.enrol_one, gettext_lazy("The learner is enrolled.")),
    "again": (
        actions.ask_again,
        gettext_lazy("You are in the round again: what is free of the list comes to you."),
    ),
}


def learner(request: HttpRequest, slug: str, uuid: UUID, person: UUID) -> HttpResponse:
    """A learner's list, put in order by buttons that work without JavaScript; later the result."""
    by = actor(request)
    row = queries.round_row(by, slug, uuid)
    who = queries.learner_of(by, row, person)
    if request.method != "POST":
        accesslog.opened(
            who.pk, by=by, at=timezone.now(), what="choice.list", ecosystem=row.ecosystem_id
        )
        page = queries.learner_page(by, row, who)
        return render(request, "choice/learner.html", {"page": page})
    require_open(by, row.ecosystem_id)
    wanted, step = _wanted(request)
    problem = ""
    if not step:
        try:
            actions.save_list(row, who, wanted, by=by, at=timezone.now())
        except Invalid as error:
            problem = " ".join(text for texts in error.fields.values() for text in texts)
        else:
            messages.success(
                request, _("Your list is saved. You can change it until the last day.")
            )
            return redirect("choice-learner", slug, uuid, person)
    context: dict[str, object] = {
        "page": queries.learner_page(by, row, who, wanted), "unsaved": True, "problem": problem,
    }  # fmt: skip
    shown = render(request, "choice/learner.html", context, status=INVALID if problem else 200)
    return Looked(shown.content) if step else shown


def _wanted(request: HttpRequest) -> tuple[list[UUID], str]:
    """The order as the form has it after the button that was pressed, and that button."""
    order = _uuids(request.POST.getlist("offer"))
    step = request.POST.get("step", "")
    act, _colon, named = step.partition(":")
    found = _uuids([named])
    if not found:
        return order, ""
    one = found[0]
    if act == "add" and one not in order:
        return [*order, one], step
    if one not in order:
        return order, step
    at = order.index(one)
    order.remove(one)
    if act in ("up", "down"):
        order.insert(max(0, at - 1) if act == "up" else at + 1, one)
    return order, step


def _uuids(texts: Sequence[str]) -> list[UUID]:
    found: list[UUID] = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


@require_POST
def answer(request: HttpRequest, slug: str, uuid: UUID, person: UUID) -> HttpResponse:
    """Accept a place, give it back or ask again; take the better one that is offered, or keep one's own."""
    by = actor(request)
    row = queries.round_row(by, slug, uuid)
    who = queries.learner_of(by, row, person)
    act = ANSWERS.get(request.POST.get("answer", ""))
    if act is None:
        raise NotFound
    act[0](row, who, by=by, at=timezone.now())
    messages.success(request, str(act[1]))
    return redirect("choice-learner", slug, uuid, person)
