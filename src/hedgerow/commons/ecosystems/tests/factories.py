"""Ecosystems for tests."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
numbers = count(1)


def ecosystem(name: str = "Aspen", **values: Any) -> Ecosystem:
    """An open, public ecosystem in UTC; a number makes its slug unique."""
    slug = values.pop("slug", f"{name.lower().replace(' ', '-')}-{next(numbers)}")
    given = {"created_at": NOW, "languages": ["en"], **values}
    return Ecosystem.objects.create(slug=slug, name=name, **given)
