"""Every page there is, read from the resolver, with the cast's rows in its address."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
NOT_PAGES = ("/api/", "/static/", "/i18n/", "/healthz", "/readyz")
WORDS = {"slug": "valley", "number": "4.2"}


def routes(
    patterns: list[URLPattern | URLResolver] | None = None, above: str = "/"
) -> Iterator[str]:
    """Every route of the installation, as it is written."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(rows: dict[str, str]) -> tuple[list[str], list[str]]:
    """Addresses to visit, and routes whose parameters the cast has no row for."""
    found, unknown = [], []
    for route in dict.fromkeys(routes()):
        if route.startswith(NOT_PAGES):
            continue
        filled = _filled(route, rows)
        (unknown if "?" in filled else found).append(filled)
    return found, unknown


def _filled(route: str, rows: dict[str, str]) -> str:
    """The route with values for its parameters, "?" where there is none."""
    return PARAMETER.sub(lambda hit: _value(hit, route, rows), route)


def _value(hit: re.Match[str], route: str, rows: dict[str, str]) -> str:
    if hit["kind"] == "uuid":
        return rows.get(route[: hit.start()].rstrip("/").rpartition("/")[2], "?")
    return WORDS.get(hit["name"], "?")
