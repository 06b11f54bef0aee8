"""What every page knows: the reader's theme and who is signed in."""

from django.http import HttpRequest

THEMES = ("auto", "light", "dark")


def ui(request: HttpRequest) -> dict[str, object]:
    """The chosen theme and whether somebody is signed in."""
    theme = request.COOKIES.get("theme", "auto")
    actor = getattr(request, "actor", None)
    return {
        "theme": theme if theme in THEMES else "auto",
        "signed_in": actor is not None and actor.person_id is not None,
    }
