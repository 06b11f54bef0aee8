"""A migrated database of its own for each test, copied from one of its kind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

from tests.kill.fixtures import ROOT, Place
from tests.postgres.fixtures import postgres_url

__all__ = ["postgres_url"]

Prepared = Callable[[str], str]
"""The database of a vendor that others are copied from: its name, or its file."""


@pytest.fixture(scope="session")
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A database of each kind to copy from, made when it is first asked for."""

    @cache
    def made(vendor: str) -> str:
        home, url = tmp_path_factory.mktemp(f"prepared-{vendor}"), None
        if vendor == "postgresql":
            url = _database(request.getfixturevalue("postgres_url"), home.name)
        Place(_environment(home, url), url, home).run("prepare")
        return url.rsplit("/", 1)[1] if url else str(home / "hedgerow.sqlite3")

    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, prepared: Prepared) -> Iterator[Place]:
    """A place with an empty database of each kind; whatever still runs is stopped at the end."""
    url: str | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_url")
        url = _database(server, tmp_path.name, like=prepared(request.param))
    else:
        shutil.copyfile(prepared(request.param), tmp_path / "hedgerow.sqlite3")
    here = Place(_environment(tmp_path, url), url, tmp_path)
    yield here
    here.close()


def _environment(home: Path, url: str | None) -> dict[str, str]:
    return os.environ | {
        "HEDGEROW_HOME": str(home),
        "HEDGEROW_DATABASE_URL": url or "",
        "DJANGO_SETTINGS_MODULE": os.environ.get(
            "DJANGO_SETTINGS_MODULE", "hedgerow.config.settings"
        ),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
    }


def _database(server: str, name: str, *, like: str = "") -> str:
    name = "".join(letter if letter.isalnum() else "_" for letter in name)
    copied = f' TEMPLATE "{like}"' if like else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{copied}'.encode())
    return server.rsplit("/", 1)[0] + f"/{name}"
