"""Signing in with a passkey, the second step of signing in, and showing anew who one is."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import person_for
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.permissions import require
from hedgerow.foundation.requests import actor

from . import actions
from .actions.passwords import check_own_password
from .actions.recovery import codes_left
from .actions.second import has_factor
from .clients import client_address
from .entering import entered, renewed
from .models import CodeApp, Passkey
from .permissions import ASSIGN_ROLES
from .proved import addresses_of
from .proving import by_number, keep_challenge, lately, pending, proved_now, site_of, take_challenge
from .second_forms import AgainForm, CodeForm, PasskeyForm

INVALID = 422
CODE_USED: Final = gettext_lazy(
    "A recovery code let you in. If your device is lost, take its passkey or app away, and sign it out: "
    "both stand in My record, under Passkeys and second factor."
)


@never_cache
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: it is something one has and something one knows or is."""
    form = PasskeyForm(request.POST or None)
    trouble: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return entered(request, _shown(request, form), strong=True)
        except Refused as refusal:
            trouble = refusal
    asked = actions.ask_to_use(site_of(request))
    keep_challenge(request, asked.challenge)
    following = request.POST.get("next") or request.GET.get("next", "")
    context = {"options": asked.options, "form": form, "trouble": trouble, "next": following}
    context |= by_number(request)
    status = int(trouble.status) if trouble else 200
    return render(request, "membership/passkey.html", context, status=status)


@never_cache
def second(request: HttpRequest) -> HttpResponse:
    """The second step of signing in; without a first one it begins anew."""
    waits = pending(request)
    person = Person.objects.filter(pk=waits["person"], erased_at=None).first() if waits else None
    if waits is None or person is None:
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    trouble: Refused | None = None
    if request.method == "POST":
        had = codes_left(person)
        try:
            if _proved(request, person, form):
                answer = entered(request, person, waits["to"], waits["proved"], strong=True)
                if codes_left(person) < had:
                    messages.warning(request, CODE_USED)
                return answer
        except Refused as refusal:
            trouble = refusal
    return _step(request, person, "membership/second_step.html", trouble, {"form": form})


@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """Show anew who one is, before something that cannot be taken back."""
    person = Person.objects.filter(pk=actor(request).person_id or 0).first()
    if person is None:
        return redirect_to_login(request.GET.get("next", "/home/"))
    form, own = CodeForm(request.POST or None), AgainForm(request.POST or None)
    trouble: Refused | None = None
    if request.method == "POST":
        try:
            is_strong = has_factor(person.pk) and _proved(request, person, form)
            if is_strong or _by_password(person, own):
                proved_now(request, strong=is_strong)
                renewed(request)
                return redirect(_back(request))
        except Refused as refusal:
            trouble = refusal
    account = person.account
    more = {
        "form": form, "own": own, "next": request.POST.get("next") or request.GET.get("next", ""),
        "has_password": bool(account and account.password and account.has_usable_password()),
        "is_reached": any(addresses_of(person)),
    }  # fmt: skip
    return _step(request, person, "membership/again.html", trouble, more)


@never_cache
@lately
def reset(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take away the second factor of somebody who lost it."""
    by = actor(request)
    place = ecosystem_for(by, slug)
    person = person_for(by, place, uuid)
    require(by, ASSIGN_ROLES, within=place.pk)
    if request.method == "POST":
        done = actions.reset_second_factor(person, by=by, at=timezone.now())
        said = _("It is reset: they sign in without it, and can set up a new one.")
        messages.success(request, said if done else _("There was no second factor."))
        return redirect("person", slug, uuid)
    context = {"name": person.name, "slug": slug, "uuid": uuid, "has_one": has_factor(person.pk)}
    return render(request, "membership/reset_factor.html", context)


def _proved(request: HttpRequest, person: Person, form: CodeForm) -> bool:
    """Whether a code or a passkey was sent, and right; raises what it is not."""
    key = PasskeyForm(request.POST)
    if key.is_valid() and key.cleaned_data["credential"]:
        return bool(_shown(request, key, person.pk))
    if not form.is_valid():
        return False
    actions.check_code(person, form.cleaned_data["code"], at=timezone.now())
    return True


def _by_password(person: Person, own: AgainForm) -> bool:
    """Who has a second factor shows that; a password is enough for all others."""
    if has_factor(person.pk) or not own.is_valid() or not own.cleaned_data["password"]:
        return False
    check_own_password(person, own.cleaned_data["password"], at=timezone.now())
    return True


def _shown(request: HttpRequest, form: PasskeyForm, person: int | None = None) -> Person:
    return actions.use_passkey(
        form.cleaned_data["credential"], take_challenge(request), site_of(request),
        client=client_address(request), at=timezone.now(), person=person,
    )  # fmt: skip


def _step(
    request: HttpRequest,
    person: Person,
    template: str,
    trouble: Refused | None,
    more: dict[str, object],
) -> HttpResponse:
    has_app = CodeApp.objects.filter(person=person, confirmed_at__isnull=False).exists()
    has_codes = codes_left(person) > 0
    context = {
        "has_app": has_app,
        "has_codes": has_codes,
        "trouble": trouble,
        "options": "",
        **by_number(request),
        **more,
    }
    if Passkey.objects.filter(person=person).exists():
        asked = actions.ask_to_use(site_of(request), person.pk)
        keep_challenge(request, asked.challenge)
        context["options"] = asked.options
    status = int(trouble.status) if trouble else INVALID if request.method == "POST" else 200
    return render(request, template, context, status=status)


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else "/home/"
