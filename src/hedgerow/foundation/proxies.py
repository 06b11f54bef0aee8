"""Whose request it is when proxies stand in between: forwarded headers count only from those.

``HEDGEROW_TRUSTED_PROXIES`` names the networks. Anybody else could write what they like there.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_FORWARDED",
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ForwardedMiddleware:
    """Sets ``REMOTE_ADDR`` to the client's own address; forgets headers of who is not trusted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        nearest = request.META.get("REMOTE_ADDR", "")
        if is_trusted(nearest, settings.HEDGEROW_TRUSTED_PROXIES):
            chain = request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = client(nearest, chain, settings.HEDGEROW_TRUSTED_PROXIES)
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)


def client(nearest: str, chain: str, trusted: tuple[str, ...]) -> str:
    """The last address of the chain that no trusted proxy has, read from the near end.

    What stands further out was written by that client and is not believed.
    """
    found = nearest
    for text in reversed(chain.split(",") if chain else []):
        address = _address(text)
        if address is None:
            return found
        found = str(address)
        if not is_trusted(found, trusted):
            return found
    return found


def is_trusted(text: str, networks: tuple[str, ...]) -> bool:
    """Whether the address lies in one of the networks."""
    address = _address(text)
    return address is not None and any(address in _network(one) for one in networks)


def _address(text: str) -> Address | None:
    plain = text.strip().strip('"')
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ipaddress.ip_address(plain)
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped or found


@cache
def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_network(text)
