"""Where a request comes from: the forwarded address where a trusted proxy tells it."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the client: the last one that no trusted proxy added."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    for earlier in reversed([part.strip() for part in forwarded if part.strip()]):
        if not _is_trusted(address):
            break
        address = earlier
    return address


def _is_trusted(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(network) for network in settings.HEDGEROW_TRUSTED_PROXIES)
