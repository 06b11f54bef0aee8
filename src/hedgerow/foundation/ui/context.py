"""What every page knows: the reader's theme, who is signed in and which page led here."""

from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

THEMES = ("auto", "light", "dark")


def ui(request: HttpRequest) -> dict[str, object]:
    """The chosen theme, whether somebody is signed in, and the way back."""
    theme = request.COOKIES.get("theme", "auto")
    actor = getattr(request, "actor", None)
    return {
        "theme": theme if theme in THEMES else "auto",
        "signed_in": actor is not None and actor.person_id is not None,
        "came_from": _came_from(request),
    }


def _came_from(request: HttpRequest) -> str:
    """The page of this installation that led here; empty where none did, or this very one."""
    before = request.headers.get("Referer", "")
    try:
        here = request.get_host()
    except DisallowedHost:  # which the page that is being made says
        return ""
    if not url_has_allowed_host_and_scheme(before, allowed_hosts={here}):
        return ""
    parts = urlsplit(before)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    return "" if request.method == "GET" and address == request.get_full_path() else address
