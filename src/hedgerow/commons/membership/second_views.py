"""One's own second factors: passkeys, an app with codes, recovery codes."""

from base64 import b32encode
from functools import partial
from urllib.parse import quote, urlencode
from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hedgerow.foundation.errors import Refused
from hedgerow.foundation.requests import actor

from . import actions
from .own_queries import signed_in_elsewhere
from .proving import by_number, keep_challenge, lately, proved_now, site_of, take_challenge
from .second_forms import CodeForm, NewPasskeyForm
from .second_queries import factors_of

INVALID = 422
lately_posted = partial(lately, back="second-factor")


@never_cache
@lately
def second_factor(request: HttpRequest) -> HttpResponse:
    """What there is, and a passkey to add."""
    by = actor(request)
    if by.person_id is None:
        return redirect_to_login(request.get_full_path())
    form = NewPasskeyForm(request.POST or None)
    trouble: Refused | None = None
    if request.method == "POST" and form.is_valid():
        said, challenge = form.cleaned_data, take_challenge(request)
        try:
            actions.add_passkey(
                said["credential"], said["name"], challenge, site_of(request),
                by=by, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            trouble = refusal
        else:
            proved_now(request, strong=True)
            messages.success(request, _("The passkey is added. From now on it signs you in."))
            return redirect("second-factor")
    found = factors_of(by)
    asked = actions.ask_to_add(site_of(request), by=by) if found.allowed else None
    if asked:
        keep_challenge(request, asked.challenge)
    context = {
        "found": found, "form": form, "trouble": trouble, "options": asked.options if asked else "",
        "needed": by.unproved, **by_number(request),
        "elsewhere": signed_in_elsewhere(by, str(request.session.session_key), timezone.now()),
    }  # fmt: skip
    status = int(trouble.status) if trouble else INVALID if form.errors else 200
    return render(request, "membership/second_factor.html", context, status=status)


@require_POST
@lately_posted
def passkey_remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a passkey away."""
    actions.remove_passkey(uuid, by=actor(request), at=timezone.now())
    messages.success(request, _("The passkey is removed: it signs nobody in any more."))
    return redirect("second-factor")


@never_cache
@lately
def app(request: HttpRequest) -> HttpResponseBase:
    """Set up an app with codes: its secret as a picture, and the first code to show it works."""
    by = actor(request)
    if by.person_id is None:
        return redirect_to_login(request.get_full_path())
    secret = actions.begin_app(by=by, at=timezone.now())
    form = CodeForm(request.POST or None)
    status = INVALID if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.confirm_app(form.cleaned_data["code"], by=by, at=timezone.now())
        except Refused as refusal:
            form.add_error("code", f"{refusal} {refusal.next_step}")
            status = int(refusal.status)
        else:
            proved_now(request, strong=True)
            return _codes(request, codes)
    text = b32encode(secret).decode().rstrip("=")
    more = urlencode({"secret": text, "issuer": "Hedgerow"})
    drawn = segno.make(f"otpauth://totp/{quote('Hedgerow')}?{more}", error="m")
    picture = drawn.svg_inline(omitsize=True, border=2, svgclass="qr")
    context = {
        "form": form,
        "picture": mark_safe(picture),  # noqa: S308 - a drawing of our own
        "secret": " ".join(text[at : at + 4] for at in range(0, len(text), 4)),
    }
    return render(request, "membership/code_app.html", context, status=status)


@require_POST
@lately_posted
def app_remove(request: HttpRequest) -> HttpResponse:
    """Take the app away, and recovery codes with the last factor."""
    actions.remove_app(by=actor(request), at=timezone.now())
    messages.success(request, _("The app is removed: its codes sign you in no more."))
    return redirect("second-factor")


@require_POST
@lately_posted
def codes(request: HttpRequest) -> HttpResponseBase:
    """New recovery codes; those before count no more."""
    return _codes(request, actions.new_recovery_codes(by=actor(request), at=timezone.now()))


def _codes(request: HttpRequest, found: list[str]) -> HttpResponseBase:
    """Shown once; streamed, so that no answer kept for a repetition has them."""
    page = render_to_string("membership/recovery_codes.html", {"codes": found}, request)
    return StreamingHttpResponse([page])
