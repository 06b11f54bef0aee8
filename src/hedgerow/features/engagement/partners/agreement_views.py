"""Pages of an agreement, from the proposal to its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.files.queries import files_of
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.errors import NotPermitted, Refused, Stale
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.revised import status_of

from . import actions, queries, starting
from .errors import AlreadyAnswered, NotInForce
from .forms import AgreementForm, AnswerForm, EndForm
from .models import Agreement
from .permissions import EDIT_AGREEMENTS
from .views import place_of

INVALID = 422


def agreement(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One agreement, who signed for whom, and what is attached."""
    by, place = actor(request), place_of(request, slug)
    page = queries.agreement_page(by, queries.agreement_for(by, place, uuid), today(place))
    files = files_of(by, "partners.agreement", uuid)
    context = {"page": page, "files": files, "slug": slug}
    return render(request, "partners/agreement.html", context)


def propose(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Propose an agreement with a partner.

    ``?renews=`` begins with the terms of another with that partner, ``?terms=`` with usual ones.
    """
    by, place = actor(request), place_of(request, slug)
    partner = queries.partner_for(by, place, uuid)
    require(by, EDIT_AGREEMENTS, within=place.pk, at_site=partner.pk)
    named = _uuid(request.GET.get("renews", ""))
    old = Agreement.objects.visible_to(by).filter(ecosystem=place, organisation=partner)
    renews = old.select_related("ecosystem").filter(uuid=named).first() if named else None
    starts = [] if renews else starting.starts_for(by, place)
    chosen = next((one for one in starts if one.key == request.GET.get("terms")), None)
    form = AgreementForm(
        request.POST or None, ecosystem=place, sites=_sites(request, place),
        initial=_begun(place, renews, chosen), begun=renews or _told(chosen),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.propose_agreement(
                place, partner, by=by, at=timezone.now(), renews=renews, **form.said()
            )
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("The agreement is proposed. The other side is asked."))
            return redirect("agreement", slug, row.uuid)
    title = _("Propose an agreement with %(name)s") % {"name": partner.name}
    back = reverse("partner", args=[slug, uuid])
    return _form(request, form, slug, title, back, partner.name, starts=starts, chosen=chosen)


def _begun(
    place: Ecosystem, renews: Agreement | None, chosen: starting.Terms | None
) -> dict[str, Any]:
    """What a new proposal says before anybody wrote in it."""
    if renews is not None:
        return _terms(renews)
    return starting.begun_with(chosen, place, today(place)) if chosen else {"starts": today(place)}


def _told(chosen: starting.Terms | None) -> Agreement | None:
    return Agreement(told=chosen.told) if chosen else None


def edit(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Change a proposal that nobody answered yet."""
    by, place = actor(request), place_of(request, slug)
    row = queries.agreement_for(by, place, uuid)
    require(by, EDIT_AGREEMENTS, within=place.pk, at_site=row.organisation_id)
    if row.state != Agreement.State.PROPOSED:
        raise AlreadyAnswered
    if row.side not in queries.sides_of(by, row):
        raise NotPermitted(permission=EDIT_AGREEMENTS)
    terms = {**_terms(row), "starts": row.starts, "ends": row.ends, "revision": row.revision}
    sites = _sites(request, place)
    form = AgreementForm(
        request.POST or None, ecosystem=place, sites=sites, initial=terms, begun=row
    )
    if request.method == "POST" and form.is_valid():
        revision, now = form.cleaned_data["revision"], timezone.now()
        try:
            actions.edit_agreement(row, by=by, at=now, revision=revision, **form.said())
        except NotPermitted:
            raise
        except Stale as stale:
            form.meet(stale)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("Saved."))
            return redirect("agreement", slug, uuid)
    back = reverse("agreement", args=[slug, uuid])
    return _form(request, form, slug, _("Change the proposal"), back, row.said("title"))


def answer(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Agree, decline, or withdraw one's own proposal."""
    by, place = actor(request), place_of(request, slug)
    row = queries.agreement_for(by, place, uuid)
    require(by, EDIT_AGREEMENTS, within=place.pk, at_site=row.organisation_id)
    if row.state != Agreement.State.PROPOSED:
        raise AlreadyAnswered
    page = queries.agreement_page(by, row, today(place))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accepts = request.POST.get("answer") == "agree"
        try:
            actions.answer_agreement(
                row, by=by, at=timezone.now(), accepts=accepts, **form.cleaned_data
            )
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            said = _("Both sides agreed.") if accepts else _("The proposal is off the table.")
            messages.success(request, said)
            return redirect("agreement", slug, uuid)
    status = INVALID if form.errors else 200
    files = files_of(by, "partners.agreement", uuid)
    context = {"form": form, "page": page, "slug": slug, "files": files}
    return render(request, "partners/answer.html", context, status=status)


def end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """End an agreement early."""
    by, place = actor(request), place_of(request, slug)
    row = queries.agreement_for(by, place, uuid)
    require(by, EDIT_AGREEMENTS, within=place.pk, at_site=row.organisation_id)
    if row.state != Agreement.State.AGREED:
        raise NotInForce
    form = EndForm(request.POST or None, initial={"ends": today(place)})
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        try:
            actions.end_agreement(row, said["ends"], by=by, at=now, reason=said["reason"])
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
        else:
            messages.success(request, _("The agreement ends on that day."))
            return redirect("agreement", slug, uuid)
    back = reverse("agreement", args=[slug, uuid])
    return _form(request, form, slug, _("End the agreement early"), back, row.said("title"))


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _terms(row: Agreement) -> dict[str, Any]:
    """What stands in an agreement, but for its days."""
    plain = {name: getattr(row, name) for name in ("title", "scope", "shares", "shared_for")}
    sets = {
        name: list(getattr(row, name).values_list("pk", flat=True))
        for name in ("sites", "kinds", "consents")
    }
    return plain | sets


def _sites(request: HttpRequest, place: Ecosystem) -> Any:
    """Members that are no partners: where something can be delivered."""
    partners = OrganisationMembership.objects.filter(ecosystem=place, partner=True)
    rows = organisations_of(actor(request), place).exclude(pk__in=partners.values("organisation"))
    members = OrganisationMembership.objects.filter(ecosystem=place, ends=None)
    found = rows.filter(pk__in=members.values("organisation"))
    return (found if found.exists() else Organisation.objects.none()).order_by("name", "pk")


def _form(
    request: HttpRequest, form: Any, slug: str, title: str, back: str, above: str, **more: Any
) -> HttpResponse:
    context = {
        "form": form, "slug": slug, "title": title, "back": back, "above": above, **more,
    }  # fmt: skip
    return render(request, "partners/form.html", context, status=status_of(form))
