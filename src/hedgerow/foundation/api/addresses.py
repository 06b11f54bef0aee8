"""Which addresses programs ask: the API's own, and those that standards lay down."""

START = "/api/"
STANDARDS = "/ims/"


def is_api(path: str) -> bool:
    """Whether a program is answered there; the page that describes the API is a page."""
    return is_standard(path) or (path.startswith(START) and path != START)


def is_standard(path: str) -> bool:
    """Whether 1EdTech says what is answered there."""
    return path.startswith(STANDARDS)
