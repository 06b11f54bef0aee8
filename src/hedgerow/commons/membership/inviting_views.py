"""Inviting people, and accepting an invitation."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.ecosystems.words import word
from hedgerow.foundation.closing import require_held, require_open
from hedgerow.foundation.errors import Invalid, NotFound, Refused
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export_of

from . import actions, sheets
from .actions.accepting import invitation_of, who_may_accept
from .entering import entered, full_address
from .errors import TooManyInvitations
from .inviting_forms import AcceptForm, InviteForm
from .inviting_queries import invitations_page
from .models import Invitation
from .newcomers import holders
from .permissions import INVITE

INVALID = 422


def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Open, accepted and expired invitations."""
    page = invitations_page(actor(request), _place(request, slug), timezone.now())
    return export_of(request.GET, sheets.invitations(page)) or render(
        request, "membership/invitations.html", {"page": page, "slug": slug}
    )


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite people."""
    by, ecosystem = actor(request), _place(request, slug)
    require_open(by, ecosystem.pk)
    initial = {"role": "member", "language": (ecosystem.languages or ["en"])[0]}
    form = InviteForm(request.POST or None, actor=by, ecosystem=ecosystem, initial=initial)
    status = INVALID if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        addresses, root = form.cleaned_data["addresses"], full_address(request, "/")
        offer = form.offer()
        known = holders(ecosystem, offer.role, offer.organisation, addresses)
        try:
            made = actions.invite_people(
                ecosystem, addresses, offer, by=by, at=timezone.now(), root=root
            )
        except Invalid as wrong:
            for name, texts in wrong.fields.items():
                form.add_error(name, texts)
        except TooManyInvitations as refusal:
            form.add_error(None, f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            messages.success(request, _letters(made.new + made.changed, len(known)))
            return redirect("invitations", slug)
    context = {"form": form, "slug": slug}
    return render(request, "membership/invite.html", context, status=status)


def _letters(count: int, known: int) -> str:
    """How many letters leave, and how many of them to who has the role already."""
    said = ngettext("One letter is on its way.", "%(n)s letters are on their way.", count)
    more = ngettext(
        "One of them has the role already and gets a link to sign in.",
        "%(n)s of them have the role already and get a link to sign in.",
        known,
    )
    return " ".join([said % {"n": count}, more % {"n": known}][: 2 if known else 1])


@require_POST
def resend(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Send an invitation anew."""
    row = _invitation(request, slug, uuid)
    root = full_address(request, "/")
    actions.send_again(row, by=actor(request), at=timezone.now(), root=root)
    messages.success(request, _("A new letter is on its way. The old link no longer works."))
    return redirect("invitations", slug)


@require_POST
def withdraw(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take an invitation back."""
    row = _invitation(request, slug, uuid)
    actions.withdraw_invitation(row, by=actor(request), at=timezone.now())
    messages.success(request, _("The invitation is taken back: its link no longer works."))
    return redirect("invitations", slug)


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Who invites to what, and a button to accept; to look at it accepts nothing."""
    now = timezone.now()
    try:
        found = invitation_of(secret, now)
    except Refused as refusal:
        return _spent(request, refusal)
    with translation.override(_language(request, found)):
        return _answered(request, secret, found, now)


def _answered(request: HttpRequest, secret: str, found: Invitation, now: datetime) -> HttpResponse:
    by = actor(request)
    form = AcceptForm(request.POST or None, people=who_may_accept(found, by))
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            person = actions.accept_invitation(secret, form.person(), name=name, by=by, at=now)
        except Refused as refusal:
            return _spent(request, refusal)
        messages.success(request, _("Welcome to %(name)s!") % {"name": found.ecosystem.name})
        return entered(request, person, reverse("home"), proved=found.email)
    context = {
        "form": form, "ecosystem": found.ecosystem.name, "summary": found.ecosystem.summary,
        "role": word(found.ecosystem.vocabulary, found.role),
        "organisation": found.organisation.name if found.organisation else "",
        "inviter": found.invited_by.name if found.invited_by else "",
        "message": found.message, "hands_over": found.hands_over, "until": found.expires_at,
    }  # fmt: skip
    status = INVALID if request.method == "POST" else 200
    return render(request, "membership/accept.html", context, status=status)


def _spent(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """That the link is used up; whoever accepted with it signs in."""
    context = {"refusal": str(refusal), "next_step": str(refusal.next_step)}
    status = int(refusal.status)
    return render(request, "membership/invitation_spent.html", context, status=status)


def _language(request: HttpRequest, found: Invitation) -> str:
    """The language the reader chose here before, else that of the letter."""
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    known = found.language in dict(settings.LANGUAGES)
    return found.language if known and not chosen else translation.get_language() or "en"


def _place(request: HttpRequest, slug: str) -> Ecosystem:
    """The ecosystem, for somebody who may invite to it."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    if not by.may(VIEW_ECOSYSTEM, ecosystem.pk):
        raise NotFound
    require_held(by, INVITE, within=ecosystem.pk)
    return ecosystem


def _invitation(request: HttpRequest, slug: str, uuid: UUID) -> Invitation:
    place = _place(request, slug)
    rows = Invitation.objects.visible_to(actor(request))
    found = rows.filter(ecosystem=place, uuid=uuid).first()
    if found is None:
        raise NotFound
    return found
