"""What views read from a request, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgerow.foundation.permissions import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest


def actor(request: HttpRequest) -> Actor:
    """Who asks; set by ``ActorMiddleware``."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def address(request: HttpRequest) -> str:
    """The client's own address, behind trusted proxies too; for limits, never for logs."""
    return str(request.META.get("REMOTE_ADDR", ""))
