"""Installations of a test's own, and commands run on them as processes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import psycopg

from tests import forked
from tests.forked import PATIENCE

ROOT = Path(__file__).parents[2]
SCRIPT = "tests.installation.commands"
COUNT = "SELECT count(*) FROM journal_fact"
EPOCH = "SELECT epoch FROM installation_installation"


@dataclass
class Server:
    """A data folder and database of their own, and commands run on them."""

    home: Path
    url: str

    def __call__(self, *words: str, code: int = 0) -> str:
        """Run the script of these tests; what it printed."""
        with TemporaryDirectory() as folder:  # what is in the data folder is counted
            ended, said, why = forked.run(
                SCRIPT, *words, environment=self._environment(), folder=Path(folder)
            )
        assert ended == code, said + why
        return said.strip()

    def cli(self, *words: str, code: int = 0) -> str:
        """Run ``hedgerow`` itself, as a program started anew."""
        done = subprocess.run(
            [sys.executable, "-m", "hedgerow.config", *words],
            env=self._environment(), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout.strip()

    def _environment(self) -> dict[str, str]:
        settings = os.environ.get("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
        paths = [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
        return os.environ | {
            "HEDGEROW_HOME": str(self.home),
            "HEDGEROW_DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": os.pathsep.join(paths),
        }

    def kept(self) -> dict[str, bytes]:
        """Every file of the data folder but the lock, by its name there."""
        files = [path for path in self.home.rglob("*") if path.is_file() and path.name != "lock"]
        return {str(path.relative_to(self.home)): path.read_bytes() for path in files}

    def facts(self) -> str:
        """The number of facts, and the epoch, which is made when it is first asked for."""
        return f"{self.count()} {UUID(str(self.asked(EPOCH)))}"

    def count(self) -> int:
        """The number of facts."""
        return int(self.asked(COUNT))

    def asked(self, sql: str) -> Any:
        """What the database itself says, without a program started for it."""
        if self.url:
            with psycopg.connect(self.url) as connection:
                found = connection.execute(sql.encode()).fetchone()
        else:
            with closing(sqlite3.connect(self.home / "hedgerow.sqlite3")) as file:
                found = file.execute(sql).fetchone()
        assert found, sql
        return found[0]

    def schemas(self) -> list[str]:
        """PostgreSQL's, other than its own and that of an extension, which no restore touches."""
        sql = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_|hedgerow_)' ORDER BY 1"
        with psycopg.connect(self.url) as connection:
            return [str(name) for (name,) in connection.execute(sql).fetchall()]


Make = partial[Server]


@dataclass(frozen=True)
class Original:
    """An installation that stays as it is, a back-up of it, and the facts in it."""

    server: Server
    backup: Path
    facts: str

    def copy(self, make: Make, name: str) -> Server:
        """Another with the same rows and files."""
        like = self.server.url.rsplit("/", 1)[-1] or str(self.server.home / "hedgerow.sqlite3")
        copied = make(name, like=like)
        shutil.copytree(self.server.home, copied.home, dirs_exist_ok=True)
        return copied


def empty(folder: Path, name: str, base: str = "", *, like: str = "") -> Server:
    """One with an empty database: in a file, or on the PostgreSQL at ``base``; or ``like`` another."""
    home, url = folder / name, ""
    home.mkdir()
    if base:
        database = "".join(c if c.isalnum() else "_" for c in folder.name) + name
        with psycopg.connect(base, autocommit=True) as connection:
            copied = f' TEMPLATE "{like}"' if like else ""
            connection.execute(f'CREATE DATABASE "{database}"{copied}'.encode())
        url = beside(base, database)
    elif like:
        shutil.copyfile(like, home / "hedgerow.sqlite3")
    return Server(home, url)


def beside(base: str, database: str) -> str:
    return f"{base.rsplit('/', 1)[0]}/{database}"
