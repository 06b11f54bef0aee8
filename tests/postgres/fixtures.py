"""The private PostgreSQL as a fixture; import it where it is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres.server import Unavailable, postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Address of a fresh private server; skips, saying what to install, where none can run."""
    try:
        running = postgres()
        url = running.__enter__()
    except Unavailable as reason:
        pytest.skip(str(reason))
    yield url
    running.__exit__(None, None, None)
