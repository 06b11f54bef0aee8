"""A valley in which something is offered, at a moment that stays."""

import pytest

from .factories import NOW, Valley, placed, valley


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Valley:
    """A valley with its places, at ``NOW``."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return placed(valley())
