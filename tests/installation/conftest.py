from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.database import migrated
from tests.installation.servers import Make, Server, empty
from tests.postgres.fixtures import postgres_url

__all__ = ["postgres_url"]

WARES = ("files/ab/work.pdf", "keys/credentials.pem", "secret_key", "warehouse/t.parquet")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes servers with empty databases."""
    postgresql = request.param == "postgresql"
    base = request.getfixturevalue("postgres_url") if postgresql else ""
    return partial(empty, tmp_path, base=base)


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with this version's tables, for others to be copied from."""
    server = empty(tmp_path_factory.mktemp("migrated"), "once", postgres_url)
    server("prepare", "0")
    return server.url.rsplit("/", 1)[1]


@pytest.fixture
def full(request: pytest.FixtureRequest, make: Make) -> Make:
    """Makes servers with this version's tables."""
    if not make.keywords["base"]:
        return partial(make, like=str(migrated()))
    return partial(make, like=request.getfixturevalue("migrated_postgres"))


@pytest.fixture
def lived(full: Make) -> Server:
    """A server with five facts, an uploaded file, a key and a warehouse."""
    server = full("lived")
    server("prepare", "5")
    for name in WARES:
        path = server.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        path.chmod(0o600)
    return server
