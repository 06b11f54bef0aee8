"""Pages on which a family or member offers something, and on which it is answered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound, Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import status_of

from . import actions, queries, wording
from .defaults import lacking_of_families
from .editing import INVALID, managed, show
from .permissions import OFFER, PROPOSE
from .proposal_forms import DeclineForm, ProposalForm

SHOWN = 60


def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer something oneself; below it what one sent in before, and what became of it."""
    by, ecosystem = actor(request), ecosystem_for(actor(request), slug)
    require(by, PROPOSE, within=ecosystem.pk)
    kinds = list(queries.kinds_of(ecosystem, in_use=True))
    like = queries.proposed_before(by, ecosystem, request.GET.get("like", ""))
    form = ProposalForm(request.POST or None, actor=by, ecosystem=ecosystem, of=like)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.propose_opportunity(ecosystem, form.values(), by=by, at=timezone.now())
        except Invalid as error:
            show(form, error)
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            messages.success(request, _("Sent. You are told once somebody has looked at it."))
            return redirect("opportunity", slug, row.uuid)
    mine = queries.own_proposals(by, ecosystem)[:SHOWN]
    status = INVALID if form.errors or request.method == "POST" else 200
    context = {
        "form": form, "slug": slug, "mine": mine, "has_kinds": bool(kinds),
        "kinds": wording.listed([kind.shown for kind in kinds]),
        "lacking": wording.listed(lacking_of_families([kind.key for kind in kinds])),
    }  # fmt: skip
    return render(request, "opportunities/propose.html", context, status=status)


def change(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Say otherwise what one proposed, as long as nobody has looked at it."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, uuid)
    stands = queries.own_proposal(by, row)
    if stands is None:
        raise NotFound
    require_open(by, row.ecosystem_id)
    if not stands.may_change:
        return redirect("opportunity", slug, uuid)  # that page says what to do instead
    form = ProposalForm(request.POST or None, actor=by, ecosystem=row.ecosystem, of=row, stays=True)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_proposal(
                row, form.values(), by=by, at=timezone.now(),
                revision=form.cleaned_data["revision"],
            )  # fmt: skip
        except Invalid as error:
            show(form, error)
        except Stale as stale:
            form.meet(stale)
        except Refused as error:
            form.add_error(None, f"{error} {error.next_step}")
        else:
            messages.success(request, _("Changed. Whoever looks at it sees it as it is now."))
            return redirect("opportunity", slug, uuid)
    context = {"form": form, "slug": slug, "of": row, "has_kinds": True}
    return render(request, "opportunities/propose.html", context, status=status_of(form))


@require_POST
def withdraw(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, uuid)
    actions.withdraw_proposal(row, by=by, at=timezone.now())
    messages.success(request, _("It is taken back."))
    return redirect("propose-opportunity", slug)


def decline(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Say why a proposal is not offered."""
    row = managed(request, slug, uuid)
    if not row.is_proposal:
        raise NotFound
    require(actor(request), OFFER, within=row.ecosystem_id, at_site=row.organisation_id)
    form = DeclineForm(request.POST or None, initial={"revision": row.revision})
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        read = form.cleaned_data["revision"]
        by, now = actor(request), timezone.now()
        try:
            actions.decline_proposal(row, reason, by=by, at=now, revision=read)
        except Stale as stale:
            form.meet(stale)
        else:
            messages.success(request, _("It is declined, and whoever proposed it is told why."))
            return redirect("own-offers", slug)
    context = {"form": form, "slug": slug, "of": row}
    return render(request, "opportunities/decline.html", context, status=status_of(form))
