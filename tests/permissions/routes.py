"""Every route of the resolver, with the methods an API path offers."""

from collections.abc import Iterator
from inspect import getclosurevars, isfunction

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView


def routes() -> dict[str, frozenset[str]]:
    """Route → methods; a page is asked by GET and POST, whatever it takes."""
    return dict(_walk("", get_resolver()))


def _walk(start: str, resolver: URLResolver) -> Iterator[tuple[str, frozenset[str]]]:
    for entry in resolver.url_patterns:
        route = start + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(route, entry)
        elif isinstance(entry, URLPattern):
            yield route, _methods(entry)


def _methods(entry: URLPattern) -> frozenset[str]:
    view = (
        getclosurevars(entry.callback).nonlocals.get("self") if isfunction(entry.callback) else None
    )
    if isinstance(view, PathView):
        return frozenset(name.lower() for one in view.operations for name in one.methods)
    return frozenset({"get", "post"})
