"""What the link of an invitation leads to: who invites to what, and a button to accept."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hedgerow.commons.ecosystems.words import word
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor

from . import actions
from .actions.accepting import invitation_of, who_may_accept
from .entering import entered
from .inviting_forms import AcceptForm
from .models import Invitation

INVALID = 422


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
        messages.success(
            request, _("Welcome to %(name)s!") % {"name": found.ecosystem.said("name")}
        )
        return entered(request, person, reverse("home"), proved=found.email)
    context = {
        "form": form, "ecosystem": found.ecosystem.said("name"),
        "summary": found.ecosystem.said("summary"),
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
