"""A new session for whoever has shown who they are, and the addresses that lead here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from hedgerow.commons.people.models import Person
from hedgerow.foundation.ui.speaking import speak

from .actions.second import has_factor
from .actions.sessions import move_session, note_session
from .proving import proved_now, wait_for_second

PROVED = "proved"  # the address at which whoever is signed in has just read a letter


def entered(
    request: HttpRequest, person: Person, to: str = "", proved: str = "", *, strong: bool = False
) -> HttpResponse:
    """A new session for the person, in the person's language, on the page that was wanted.

    Whoever has a second factor is first asked for it, unless that is what was shown (``strong``).
    """
    to = to or _next(request)
    request.session.flush()
    if not strong and has_factor(person.pk):
        wait_for_second(request, person.pk, to, proved)
        return redirect("sign-in-second")
    request.session["person_id"] = person.pk
    proved_now(request, strong=strong)
    request.session[PROVED] = proved.lower()
    request.session.save()  # which gives it its key
    note_session(person.pk, str(request.session.session_key), at=timezone.now())
    return speak(redirect(to), person.language)


def renewed(request: HttpRequest) -> None:
    """Give the session of who has just proved a password another key."""
    before = str(request.session.session_key)
    request.session.cycle_key()
    move_session(before, str(request.session.session_key))


def full_address(request: HttpRequest, path: str) -> str:
    """The address to send or print for a path of this installation."""
    if settings.HEDGEROW_URL:
        return f"{settings.HEDGEROW_URL}{path}"
    return request.build_absolute_uri(path)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else reverse("home")
