"""Referrals: asked for, answered, seen through."""

from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.own_pages import signed_in
from hedgerow.commons.people.editing import refused
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui import toasts
from hedgerow.foundation.ui.files import export

from .. import actions, rules
from ..errors import SameOrganisation
from ..forms import RedirectForm, ReferForm
from ..listing import Referrals
from ..models import Referral
from ..permissions import VIEW_REFERRALS
from ..queries.referrals import own_referrals, referral_page, referral_row, referrals_of
from ..queries.sides import learners_to_refer, members, senders


@never_cache
def referrals(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of one's organisation, either way."""
    by, place = _place(request, slug)
    table = Referrals(referrals_of(by, place), request.GET)
    file = export(table, request.GET.get("format", ""))
    return file or render(request, "care/referrals.html", {"slug": slug, "table": table.page()})


@never_cache
def refer(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Ask another organisation to help a learner, once the family agrees."""
    by, place = _place(request, slug)
    require_open(by, place.pk)
    who = learners_to_refer(by, place).filter(uuid=uuid).first()
    if who is None:
        raise NotFound
    form = ReferForm(request.POST or None, senders(by, place), list(members(place)[:300]))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.refer(place, who, **form.said(), by=by, at=timezone.now())
        except (Invalid, SameOrganisation) as refusal:
            refused(form, refusal)
        else:
            toasts.said(request, _("The family is asked. Nothing is told before they agree."))
            return redirect("referral", slug, row.uuid)
    context = {"slug": slug, "uuid": uuid, "name": who.name, "form": form}
    return render(request, "care/refer.html", context, status=422 if form.errors else 200)


@never_cache
def referral(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One referral, and what one can do now."""
    by, place = _place(request, slug)
    return _shown(request, by, referral_row(by, place, uuid))


def _shown(
    request: HttpRequest, by: Actor, row: Referral, form: Form | None = None, error: str = ""
) -> HttpResponse:
    """The page of a referral, with what is wrong in what was sent: whom to ask instead, or why."""
    page = referral_page(by, row, timezone.now())
    context = {
        "page": page, "slug": row.ecosystem.slug, "error": error,
        "form": form or (RedirectForm(None, _others(row)) if page.may_redirect else None),
    }  # fmt: skip
    return render(request, "care/referral.html", context, status=422 if form or error else 200)


@require_POST
def move(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Do what the button says."""
    by, place = _place(request, slug)
    row, act = referral_row(by, place, uuid), request.POST.get("act", "")
    if act == "redirect":
        form = RedirectForm(request.POST, _others(row))
        if not form.is_valid():
            return _shown(request, by, row, form)
        actions.redirect_referral(row, form.chosen(), by=by, at=timezone.now())
    else:
        reason = request.POST.get("reason", "")
        try:
            actions.move_referral(row, act, reason, by=by, at=timezone.now())
        except Invalid as refusal:
            return _shown(request, by, row, error=refusal.fields["reason"][0])
    toasts.said(request, _("Noted. The other side sees it."))
    return redirect("referrals", slug)


@never_cache
@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """What one is asked for oneself or one's children."""
    rows = own_referrals(actor(request), timezone.now())
    return render(request, "care/own.html", {"rows": rows})


@require_POST
@signed_in
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Agree, refuse or withdraw."""
    by = actor(request)
    row = Referral.objects.of_family(by).filter(uuid=uuid).first()
    act = request.POST.get("act", "")
    if row is None or act not in rules.ACTS_OF["family"]:
        raise NotFound
    actions.move_referral(row, act, by=by, at=timezone.now())
    toasts.said(request, _("Your answer is kept. You can change it while it is open."))
    return redirect("own-referrals")


def _others(row: Referral) -> list[Organisation]:
    """Whom to ask instead: neither who asks nor who was asked."""
    known = (row.sender_id, row.receiver_id)
    return list(members(row.ecosystem).exclude(pk__in=known)[:300])


def _place(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    by = actor(request)
    place = ecosystem_for(by, slug)
    require(by, VIEW_REFERRALS, within=place.pk)
    return by, place
