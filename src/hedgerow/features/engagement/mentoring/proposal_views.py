"""The page of a proposal of pairs."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export_of

from . import actions, queries
from .models import Need, Offer
from .permissions import SET_TERMS

Row = TypeVar("Row", bound=Model)


def proposal(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """A proposal before it is published: everybody's pair with why, and who goes on waiting."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.proposal_row(by, place, uuid)
    if request.method == "POST":
        if "publish" in request.POST:
            made = actions.publish_proposal(row, by=by, at=timezone.now())
            said = {"n": len(made)}
            messages.success(request, _("Published: %(n)s pairs are asked now.") % said)
        elif "aside" in request.POST:
            actions.put_aside(row, by=by, at=timezone.now())
            messages.success(request, _("The proposal is put aside."))
        else:
            _hold(request, by, place, uuid)
        return redirect("mentoring-proposal", slug, uuid)
    page = queries.proposal_page(by, row)
    lines = Sheet(
        "pairs", (_("Learner"), _("Where"), _("Mentor or tutor"), _("Why")),
        lambda: ((one.learner, one.site, one.mentor, one.why) for one in (*page.pairs, *page.waiting)),
    )  # fmt: skip
    return export_of(request.GET, lines) or render(
        request, "mentoring/proposal.html", {"page": page, "may_set": by.may(SET_TERMS, place.pk)}
    )


HOLDS = {"pin": True, "forbid": False, "free": None}


def _hold(request: HttpRequest, by: Actor, place: Ecosystem, uuid: UUID) -> None:
    row = queries.proposal_row(by, place, uuid)
    need = _one(Need.objects.filter(ecosystem=place), request.POST.get("need"))
    offer = _one(Offer.objects.filter(ecosystem=place), request.POST.get("offer"))
    how = HOLDS.get(request.POST.get("hold", ""))
    actions.hold_pair(row, need, offer, how, by=by, at=timezone.now())


def _one(rows: QuerySet[Row], said: str | None) -> Row:
    try:
        found = rows.filter(uuid=UUID(str(said))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound
    return found
