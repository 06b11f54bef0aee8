"""Jobs for tests: handlers that live as long as one test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hedgerow.foundation.jobs import registry


@contextmanager
def handling(name: str, function: registry.Handler) -> Iterator[None]:
    """Have ``function`` do jobs of ``name`` within the block."""
    registry._handlers[name] = function
    try:
        yield
    finally:
        del registry._handlers[name]
