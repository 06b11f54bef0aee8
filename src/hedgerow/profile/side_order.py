"""In which order ecosystems stand beside one another, and the addresses that change it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode


def query(slugs: Sequence[str]) -> str:
    """Those shown, as an address asks for them."""
    return urlencode([("e", slug) for slug in slugs])


def kept(wanted: Sequence[str], before: Sequence[str]) -> list[str]:
    """Those wanted, each once: the ones that stood there before in their order, then the new ones.

    A form sends what is ticked in its own order; ``before`` is the order that the reader chose.
    """
    once = list(dict.fromkeys(wanted))
    place = {slug: at for at, slug in reversed(list(enumerate(before)))}
    return sorted(once, key=lambda slug: place.get(slug, len(before)))


def moves(slugs: Sequence[str], at: int) -> tuple[str, str]:
    """The queries with the one ``at`` this place one place earlier and one later; "" at an end."""
    return _swapped(slugs, at - 1), _swapped(slugs, at)


def _swapped(slugs: Sequence[str], first: int) -> str:
    if not 0 <= first < len(slugs) - 1:
        return ""
    before, (one, other), after = slugs[:first], slugs[first : first + 2], slugs[first + 2 :]
    return query([*before, other, one, *after])
