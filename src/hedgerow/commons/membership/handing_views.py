"""Handing an ecosystem over, and taking one over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from .actions import answer_handover, hand_over, withdraw_invitation
from .entering import full_address
from .errors import HandingOver, NotConvening, TooManyInvitations
from .handing_forms import HandOverForm
from .handing_queries import MOST, offered_by, offered_to, page_of
from .models import Invitation
from .permissions import HAND_OVER
from .proving import lately
from .succession import successors

INVALID = 422


@lately
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask somebody to take over; while they have not answered, what was asked."""
    by, now = actor(request), timezone.now()
    ecosystem = ecosystem_for(by, slug)
    require(by, HAND_OVER, within=ecosystem.pk)
    people = list(successors(ecosystem, by)[:MOST])
    form = HandOverForm(request.POST or None, ecosystem=ecosystem, people=people)
    status = INVALID if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        root = full_address(request, "/")
        try:
            hand_over(ecosystem, form.wish(), by=by, at=now, root=root)
        except Invalid as wrong:
            for name, texts in wrong.fields.items():
                form.add_error(name, texts)
        except (HandingOver, NotConvening, TooManyInvitations) as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            messages.success(request, _("They are asked. Until they agree you convene it."))
            return redirect("hand-over", slug)
    context = {"form": form, "slug": slug, "asked": offered_by(by, ecosystem, now)}
    return render(request, "membership/hand_over.html", context, status=status)


@require_POST
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back what was asked."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    require(by, HAND_OVER, within=ecosystem.pk)
    found = offered_by(by, ecosystem, timezone.now())
    if found is None:
        raise NotFound
    row = Invitation.objects.get(uuid=found.uuid)
    withdraw_invitation(row, by=by, at=timezone.now())
    messages.success(request, _("It is taken back: you go on as before."))
    return redirect("hand-over", slug)


def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over, or decline to; not there for anybody but who was asked."""
    by, now = actor(request), timezone.now()
    ecosystem = ecosystem_for(by, slug)
    row = offered_to(by, ecosystem, now)
    if row is None:
        raise NotFound
    if request.method != "POST":
        context = {"page": page_of(row), "slug": slug}
        return render(request, "membership/handover.html", context)
    agrees = request.POST.get("answer") == "yes"
    answer_handover(row, agrees, by=by, at=now)
    said = _("You convene %(name)s now.") if agrees else _("You have declined. They are told.")
    messages.success(request, said % {"name": ecosystem.said("name")} if agrees else said)
    return redirect("ecosystem" if agrees else "home", *([slug] if agrees else []))
