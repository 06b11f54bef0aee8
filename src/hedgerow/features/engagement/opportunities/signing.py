"""Pages on which one signs up, answers for a place that is kept, and leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.people.models import Person
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound, Refused
from hedgerow.foundation.requests import actor

from . import actions, queries
from .models import SignUp


def sign_up(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Look once more at what it is and sign up, oneself or a child."""
    by, now = actor(request), timezone.now()
    row = queries.opportunity_row(by, slug, uuid)
    require_open(by, row.ecosystem_id)
    named = request.POST.get("person") or request.GET.get("person", "")
    there = queries.candidates(by, row, now)
    one = next((one for one in there if str(one.person) == named or len(there) == 1), None)
    if one is None:
        raise NotFound
    page = queries.opportunity_page(by, row)
    context = {"page": page, "slug": slug, "one": one, "error": None}
    if request.method != "POST":
        return render(request, "opportunities/sign_up.html", context)
    agrees = bool(request.POST.get("agrees"))
    person = Person.objects.get(uuid=one.person)
    try:
        done = actions.sign_up(row, person, agrees=agrees, by=by, at=now)
    except Refused as error:
        if isinstance(error, NotFound):
            raise
        context["error"] = error
        return render(request, "opportunities/sign_up.html", context, status=int(error.status))
    messages.success(request, said_of(done, by.person_id))
    return redirect("opportunity", slug, uuid)


def said_of(done: SignUp, reader: int | None) -> str:
    """What became of the sign-up, in a sentence to who reads it: oneself, or who answers for them."""
    if done.person_id == reader:
        return _said_to_oneself(done.state)
    name = {"name": done.person.called or done.person.name}
    if done.state == SignUp.State.PLACED:
        return _("%(name)s has a place.") % name
    if done.state == SignUp.State.ASKED:
        return _("A place is kept for %(name)s until a guardian agrees.") % name
    return _("%(name)s is on the waiting list. You are told when a place becomes free.") % name


def _said_to_oneself(state: str) -> str:
    if state == SignUp.State.PLACED:
        return _("You have a place.")
    if state == SignUp.State.ASKED:
        return _("A place is kept for you until a guardian agrees.")
    return _("You are on the waiting list. You are told when a place becomes free.")


@require_POST
def accept(request: HttpRequest, slug: str, uuid: UUID, place: UUID) -> HttpResponse:
    """Take the place that is kept."""
    by = actor(request)
    row = queries.sign_up_row(by, slug, uuid, place)
    agrees = bool(request.POST.get("agrees"))
    done = actions.accept_place(row, agrees=agrees, by=by, at=timezone.now())
    messages.success(request, said_of(done, by.person_id))
    return redirect("opportunity", slug, uuid)


@require_POST
def decline(request: HttpRequest, slug: str, uuid: UUID, place: UUID) -> HttpResponse:
    """Say no to it; the next in the line is asked."""
    by = actor(request)
    row = queries.sign_up_row(by, slug, uuid, place)
    actions.decline_place(row, by=by, at=timezone.now())
    messages.success(request, _("The place goes to the next."))
    return redirect("opportunity", slug, uuid)


def leave(request: HttpRequest, slug: str, uuid: UUID, place: UUID) -> HttpResponse:
    """Asked once: give the place back, or leave the line; who offers it comes back to the list."""
    by = actor(request)
    row = queries.sign_up_row(by, slug, uuid, place)
    require_open(by, row.opportunity.ecosystem_id)
    if request.method != "POST":
        context = {"one": row, "slug": slug, "own": row.person_id == by.person_id,
                   "back": request.GET.get("from", "")}  # fmt: skip
        return render(request, "opportunities/leave.html", context)
    actions.withdraw(row, by=by, at=timezone.now())
    own = row.person_id == by.person_id
    back = _("The place is given back. You can sign up again.")
    messages.success(request, back if own else _("The place is given back. One can sign up again."))
    if request.POST.get("from") == "list":
        return redirect("opportunity-places", slug, uuid)
    return redirect("opportunity", slug, uuid)
