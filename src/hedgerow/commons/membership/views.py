"""Signing in and out; groups."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.words import headings
from hedgerow.foundation.errors import NotFound, Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export

from . import actions, queries
from .actions.links import proves
from .actions.sessions import leave_session
from .card_queries import may_issue_in
from .clients import client_address
from .entering import entered, full_address
from .first_person import way_in
from .forms import AddressForm, PasswordForm
from .lists import Groups
from .models import Group
from .permissions import ASSIGN_ROLES, EDIT_GROUPS


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same whether the address is known or not."""
    if request.method != "POST":
        return _sign_in_page(request, AddressForm(), PasswordForm(prefix="own"))
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, PasswordForm(prefix="own"), status=422)
    try:
        actions.ask_for_link(
            form.cleaned_data["email"],
            client=client_address(request),
            at=timezone.now(),
            link_to=lambda secret: full_address(request, reverse("sign-in-link", args=[secret])),
        )
    except Refused as refusal:
        return _sign_in_page(request, form, PasswordForm(prefix="own"), refusal)
    return render(request, "membership/link_sent.html")


@never_cache
@require_POST
def sign_in_password(request: HttpRequest) -> HttpResponse:
    """Sign in with an address and a password."""
    form = PasswordForm(request.POST, prefix="own")
    if not form.is_valid():
        return _sign_in_page(request, AddressForm(), form, status=422)
    try:
        person = actions.sign_in_by_password(
            form.cleaned_data["email"],
            form.cleaned_data["password"],
            client=client_address(request),
            at=timezone.now(),
        )
    except Refused as refusal:
        return _sign_in_page(request, AddressForm(), form, refusal)
    return entered(request, person)


@never_cache
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A button that signs in: what only reads the link, as mail scanners do, spends nothing."""
    if request.method != "POST":
        return render(request, "membership/link.html", {"next": request.GET.get("next", "")})
    person = actions.sign_in_by_link(secret, at=timezone.now())
    return entered(request, person, proved=person.email if proves(secret, person.email) else "")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on this device."""
    leave_session(str(request.session.session_key))
    request.session.flush()
    return redirect("atlas")


def groups(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The groups that the reader may see; those who belong to nothing here get 404."""
    ecosystem = ecosystem_for(actor(request), slug)
    if not actor(request).may(VIEW_ECOSYSTEM, ecosystem.pk):
        raise NotFound
    rows = Group.objects.visible_to(actor(request)).filter(ecosystem=ecosystem)
    table = Groups(rows.prefetch_related("organisation", "ecosystem"), request.GET)
    table.calling(headings(ecosystem.vocabulary, {"name": "group", "school": "site"}))
    file = export(table, request.GET.get("format", ""))
    by = actor(request)
    may_edit = by.may_somewhere(EDIT_GROUPS, ecosystem.pk)
    may_promote = by.may(EDIT_GROUPS, ecosystem.pk) and by.may(ASSIGN_ROLES, ecosystem.pk)
    context = {"table": table.page(), "may_edit": may_edit, "may_promote": may_promote}
    return file or render(request, "membership/groups.html", context)


def group(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One group and who is in it."""
    page = queries.group_page(actor(request), slug, uuid)
    may = may_issue_in(actor(request), slug, uuid)
    return render(request, "membership/group.html", {"group": page, "may_issue_cards": may})


def _sign_in_page(
    request: HttpRequest,
    form: AddressForm,
    password_form: PasswordForm,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "password_form": password_form,
        "refusal": str(refusal) if refusal else "",
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "way_in": way_in(timezone.now()),
    }
    code = int(refusal.status) if refusal else status
    return render(request, "membership/sign_in.html", context, status=code)
