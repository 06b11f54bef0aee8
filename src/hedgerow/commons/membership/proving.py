"""What a session has proved: by a second factor, and how lately; and who still has to prove it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from ipaddress import ip_address
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from .actions.passkey_asking import Site

LOCALHOST: Final = "localhost"
STRONG: Final = "strong"
SINCE: Final = "since"
PENDING: Final = "pending"
CHALLENGE: Final = "challenge"
LATELY: Final = timedelta(minutes=30)
TO_FINISH: Final = timedelta(minutes=15)


def proved_now(request: HttpRequest, *, strong: bool) -> None:
    """Note in the session that its person has just shown who they are."""
    request.session[SINCE] = timezone.now().isoformat()
    if strong:
        request.session[STRONG] = True


def lately(
    view: Callable[..., HttpResponseBase], *, back: str = ""
) -> Callable[..., HttpResponseBase]:
    """A view for which whoever signed in long ago shows anew who they are, and comes back.

    ``back`` names the page to come back to where the view itself is none. Programs are asked by
    ``proving_api.proven``: a test holds that each act of such a view asks there too.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.session.get("person_id")
        if person is None or _is_fresh(request.session.get(SINCE), LATELY):
            return view(request, *args, **kwargs)
        place = [kwargs["slug"]] if "slug" in kwargs else []
        to = reverse(back, args=place) if back else request.path
        return redirect(f"{reverse('sign-in-again')}?{urlencode({'next': to})}")

    asked.asks_anew = True  # type: ignore[attr-defined] # a mark that the test looks for
    return asked


def wait_for_second(request: HttpRequest, person: int, to: str, proved: str) -> None:
    """Keep the first step of signing in for a quarter of an hour; nobody is signed in by it."""
    at = timezone.now().isoformat()
    request.session[PENDING] = {"person": person, "to": to, "proved": proved, "at": at}


def pending(request: HttpRequest) -> dict[str, Any] | None:
    """The first step that waits for the second, unless it took too long."""
    found: dict[str, Any] | None = request.session.get(PENDING)
    return found if found and _is_fresh(found["at"], TO_FINISH) else None


def keep_challenge(request: HttpRequest, challenge: bytes) -> None:
    """Remember what the browser was asked to sign; the one before counts no more."""
    request.session[CHALLENGE] = challenge.hex()


def take_challenge(request: HttpRequest) -> bytes:
    """What the browser was asked to sign, once; nothing where it was asked nothing."""
    return bytes.fromhex(request.session.pop(CHALLENGE, ""))


def site_of(request: HttpRequest) -> Site:
    """The host that passkeys are bound to, and the origin of its pages."""
    origin = settings.HEDGEROW_URL or f"{request.scheme}://{request.get_host()}"
    host = origin.partition("://")[2].partition("/")[0]
    return Site(host.rsplit(":", 1)[0] if ":" in host.rpartition("]")[2] else host, origin)


def by_number(request: HttpRequest) -> dict[str, str]:
    """Host and, where it is this machine, address by name, of a page at which no passkey works."""
    host = site_of(request).host
    try:
        number = ip_address(host.strip("[]"))
    except ValueError:
        return {}
    here = request.build_absolute_uri().replace(host, LOCALHOST, 1)
    known = LOCALHOST in settings.ALLOWED_HOSTS
    return {"numbered": host, "named": here if number.is_loopback and known else ""}


def _is_fresh(since: str | None, lasts: timedelta) -> bool:
    return bool(since) and timezone.now() - datetime.fromisoformat(str(since)) < lasts
