"""Pages of one's own: tokens for programs, and signing out on other devices."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor

from .actions import make_token, revoke_token, sign_out_elsewhere
from .own_forms import TokenForm
from .own_queries import tokens_of

SHOWN_ONCE = "token_to_show"


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead who has not signed in to where one does, and back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: object) -> HttpResponse:
        if actor(request).person_id is not None:
            return view(request, **named)
        back = urlencode({"next": request.get_full_path()}, safe="/")
        return redirect(f"{reverse('sign-in')}?{back}")

    return guarded


@never_cache
@signed_in
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and a form for a new one, whose secret is shown on the next page alone."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now, days = timezone.now(), form.cleaned_data["days"]
        try:
            _token, secret = make_token(
                form.cleaned_data["name"],
                write=form.cleaned_data["scope"] == "write",
                expires_at=now + timedelta(days=days) if days else None,
                by=actor(request),
                at=now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[SHOWN_ONCE] = secret
            return redirect("tokens")
    secret = request.session.pop(SHOWN_ONCE, "") if request.method == "GET" else ""
    page = tokens_of(actor(request), timezone.now())
    context = {"form": form, "tokens": page, "secret": secret}
    return render(request, "membership/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def token_revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a token worthless."""
    token = revoke_token(uuid, by=actor(request), at=timezone.now())
    said = _("“%(name)s” is revoked: programs can no longer use it.") % {"name": token.name}
    messages.success(request, said)
    return redirect("tokens")


@require_POST
@signed_in
def others_out(request: HttpRequest) -> HttpResponse:
    """End one's sessions on all devices but this one."""
    here = str(request.session.session_key)
    ended = sign_out_elsewhere(by=actor(request), at=timezone.now(), keep=here)
    if ended:
        text = ngettext(
            "%(n)s other device is signed out.", "%(n)s other devices are signed out.", ended
        )
        messages.success(request, text % {"n": ended})
    else:
        messages.success(request, _("No other device was signed in."))
    return redirect("me")
