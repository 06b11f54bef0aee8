"""Pages of offers, wishes, checks and terms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted, Refused, Stale
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export
from hedgerow.foundation.ui.revised import status_of
from hedgerow.foundation.ui.tables import Table

from . import actions, queries
from .forms import NeedForm, OfferForm
from .listing import Offers, Pairs, Proposals, Wishes
from .models.sight import wards_in
from .offered import people_here
from .permissions import ARRANGE, OFFER_HELP, RECORD_CHECKS, SET_TERMS

INVALID = 422


def mentoring(request: HttpRequest, slug: str) -> HttpResponse:
    """Who offers help, and how it stands."""
    by, place = place_of(request, slug)
    return _listed(request, place, Offers(queries.offers(by, place), request.GET), "offers")


def wishes(request: HttpRequest, slug: str) -> HttpResponse:
    """Who wishes for help; those who wait can be paired from here."""
    by, place = place_of(request, slug)
    return _listed(request, place, Wishes(queries.needs(by, place), request.GET), "wishes")


def pairs(request: HttpRequest, slug: str) -> HttpResponse:
    """Who helps whom."""
    by, place = place_of(request, slug)
    return _listed(request, place, Pairs(queries.pairs(by, place), request.GET), "pairs")


def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """Proposals that were made; sent the form, it makes one."""
    by, place = place_of(request, slug)
    if request.method == "POST":
        site = _own_site(by, place)
        kind = "tutoring" if request.POST.get("kind") == "tutoring" else "mentoring"
        row = actions.make_proposal(place, kind, by=by, at=timezone.now(), site_id=site)
        return redirect("mentoring-proposal", slug, row.uuid)
    if not by.holds(ARRANGE, place.pk) and not by.sites_with(ARRANGE, place.pk):
        raise NotPermitted(permission=ARRANGE)
    table = Proposals(queries.proposals(by, place), request.GET)
    return _listed(request, place, table, "proposals")


def _own_site(by: Actor, place: Ecosystem) -> int | None:
    """Who arranges for a site alone proposes for its learners."""
    sites = by.sites_with(ARRANGE, place.pk)
    return None if by.may(ARRANGE, place.pk) or not sites else sites[0]


def place_of(request: HttpRequest, slug: str) -> tuple[Actor, Ecosystem]:
    """Who asks, and the ecosystem, for its members."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    if not by.holds(OFFER_HELP, place.pk):
        raise NotFound
    return by, place


def _listed(request: HttpRequest, place: Ecosystem, table: Table, here: str) -> HttpResponse:
    file = export(table, request.GET.get("format", ""))
    if file is not None:
        return file
    by = actor(request)
    arranges = by.may_somewhere(ARRANGE, place.pk)
    context = {
        "table": table.page(), "slug": place.slug, "here": here, "arranges": arranges,
        "may_offer": by.may(OFFER_HELP, place.pk), "may_check": by.may(RECORD_CHECKS, place.pk),
        "may_set": by.may(SET_TERMS, place.pk),
        "standings": queries.standings(by, place) if arranges and here == "offers" else (),
    }  # fmt: skip
    return render(request, "mentoring/list.html", context)


def new_offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer help."""
    by, place = place_of(request, slug)
    require(by, OFFER_HELP, within=place.pk)
    given = {"starts": today(place), "person": _me(by, place)}
    form = OfferForm(request.POST or None, actor=by, ecosystem=place, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.offer_help(place, form.row(), by=by, at=timezone.now())
        except Invalid as error:
            show(form, error)
        else:
            messages.success(request, _("Thank you: the offer stands."))
            return redirect("mentoring-offer", slug, row.uuid)
    return form_page(request, form, slug, _("Offer to mentor or tutor"), _("Offer it"))


def offer(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One offer: change it, close it or open it again."""
    by, place = place_of(request, slug)
    row = queries.offers(by, place).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    may_edit = row.person_id == by.person_id or queries.arranging(by, place, row.site_id)
    if request.method == "POST":
        require_open(by, place.pk)
        if not may_edit:
            raise NotPermitted(permission=ARRANGE)
    names = (*OfferForm.base_fields,)
    given = {name: getattr(row, name) for name in names if hasattr(row, name)}
    given["items"] = [item.uuid for item in row.items.all()]
    given["site"] = row.site.uuid if row.site else None
    form = OfferForm(request.POST or None, actor=by, ecosystem=place, of=row, initial=given)
    if request.method == "POST" and "state" in request.POST:
        state = "open" if request.POST["state"] == "open" else "closed"
        actions.edit_offer(row, {"state": state}, by=by, at=timezone.now())
        return redirect("mentoring-offer", slug, uuid)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            actions.edit_offer(row, form.row(), by=by, at=timezone.now(), revision=revision)
        except Invalid as error:
            show(form, error)
        except Stale as stale:
            form.meet(stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("mentoring-offer", slug, uuid)
    context = {"form": form, "slug": slug, "offer": row, "may_edit": may_edit}
    return render(request, "mentoring/offer.html", context, status=status_of(form))


def new_wish(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell that a learner wishes for a mentor or tutor."""
    by, place = place_of(request, slug)
    require(by, OFFER_HELP, within=place.pk)
    form = NeedForm(request.POST or None, actor=by, ecosystem=place, initial=_first_ward(by, place))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.tell_need(place, form.row(), by=by, at=timezone.now())
        except Invalid as error:
            show(form, error)
        else:
            messages.success(request, _("It is noted. You hear from us once somebody is found."))
            return redirect("mentoring-wish", slug, row.uuid)
    return form_page(request, form, slug, _("Wish for a mentor or tutor"), _("Wish for it"))


def wish(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One wish: who could help, and why; sent an offer, it proposes that pair."""
    by, place = place_of(request, slug)
    row = queries.wish_row(by, place, uuid)
    if request.method == "POST" and "withdraw" in request.POST:
        actions.withdraw_need(row, by=by, at=timezone.now())
        messages.success(request, _("The wish is taken back."))
        return redirect("mentoring-wishes", slug)
    if request.method == "POST":
        chosen = queries.offers(by, place).filter(uuid=_uuid(request.POST.get("offer"))).first()
        if chosen is None:
            raise NotFound
        made = actions.propose_pair(row, chosen, by=by, at=timezone.now())
        messages.success(request, _("Both are asked."))
        return redirect("mentoring-pair", slug, made.uuid)
    page = queries.wish_page(by, row, timezone.now())
    context = {"page": page, "asks_checks": bool(queries.required_checks(place))}
    return render(request, "mentoring/wish.html", context)


def _me(by: Actor, place: Ecosystem) -> object:
    return (
        people_here(by, place).filter(pk=by.person_id or 0).values_list("uuid", flat=True).first()
    )


def _first_ward(by: Actor, place: Ecosystem) -> dict[str, object]:
    """A guardian most likely asks for a child."""
    found = wards_in(by, place).order_by("pk").values_list("learner__uuid", flat=True).first()
    return {"person": found} if found else {}


def _uuid(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise NotFound from error


def show(form: Any, error: Refused) -> None:
    if not isinstance(error, Invalid) or isinstance(error, Stale):
        form.add_error(None, f"{error} {error.next_step}")
        return
    for name, texts in error.fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def form_page(request: HttpRequest, form: Any, slug: str, title: str, button: str) -> HttpResponse:
    context = {"form": form, "slug": slug, "title": title, "button": button}
    return render(request, "mentoring/form.html", context, status=INVALID if form.errors else 200)
