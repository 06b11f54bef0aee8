"""Which addresses belong to the API."""

START = "/api/"


def is_api(path: str) -> bool:
    """Whether a program is answered there; the page that describes the API is a page."""
    return path.startswith(START) and path != START
