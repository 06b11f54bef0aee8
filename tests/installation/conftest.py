from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.database import migrated
from tests.installation.servers import Make, Original, Server, empty
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


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Original]:
    """One of each kind of database, made when it is first asked for."""
    return {}


@pytest.fixture
def original(
    request: pytest.FixtureRequest, full: Make, originals: dict[str, Original]
) -> Original:
    """An installation with five facts, an uploaded file, a key and a warehouse, and a back-up of it."""
    kind = "postgresql" if full.keywords["base"] else "sqlite"
    if kind not in originals:
        folder = request.getfixturevalue("tmp_path_factory").mktemp(f"original_{kind}")
        server = empty(folder, "lived", full.keywords["base"], like=full.keywords["like"])
        server("prepare", "5")
        for name in WARES:
            path = server.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
            path.chmod(0o600)
        server("backup", str(folder / "b.tar.gz"))
        originals[kind] = Original(server, folder / "b.tar.gz", server.facts())
    return originals[kind]


@pytest.fixture
def lived(original: Original, make: Make) -> Server:
    """A copy of the original, to do with as one likes."""
    return original.copy(make, "lived")
