"""``hedgerow run``: server and worker under one command."""

import contextlib
import fcntl
import os
import socket
import sqlite3
import sys
import time
import urllib.request
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from http import HTTPStatus
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext_lazy as _

from hedgerow.config.env import env
from hedgerow.config.supervision import Child, supervise
from hedgerow.foundation.commands import Command
from hedgerow.foundation.errors import Refused

ADVISORY_LOCK = 4_845_447


class DataFolderInUse(Refused):
    code = "serve.data_folder_in_use"
    text = _("%(folder)s is in use by process %(pid)s.")
    next_step = _("Stop that process first, or set HEDGEROW_HOME to another folder.")
    status = HTTPStatus.CONFLICT


class PortInUse(Refused):
    code = "serve.port_in_use"
    text = _("Cannot listen on %(host)s port %(port)s: %(why)s.")
    next_step = _("Choose another with --port or HEDGEROW_PORT.")


@contextlib.contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the data folder for this process; raise DataFolderInUse if another holds it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise DataFolderInUse(folder=home, pid=file.read().strip() or "?") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def migrate() -> None:
    """Bring the database to this version: SQLite after a copy, PostgreSQL under a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
            try:
                call_command("migrate", verbosity=0)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
    else:
        _copy_before_change(Path(connection.settings_dict["NAME"]))
        call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def _copy_before_change(database: Path) -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan or not executor.loader.applied_migrations:
        return
    copy = database.with_name(f"before-upgrade-{time.strftime('%Y%m%dT%H%M%S')}.sqlite3")
    with contextlib.closing(sqlite3.connect(copy)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="plant demo ecosystems, print links")
    parser.add_argument("--port", type=int, default=env.port, help="port to listen on")


def _run(arguments: Namespace) -> int:
    with locked(env.home):
        _refuse_used_port(arguments.port)
        (env.home / "static").mkdir(exist_ok=True)
        migrate()
        base = env.url or f"http://{env.host}:{arguments.port}"
        if arguments.demo:
            _demo(base)
        connection.close()
        probe = urllib.request.Request(
            f"http://{_reachable(env.host)}:{arguments.port}/readyz",
            headers={"Host": _named_host()},
        )
        ready = f"Hedgerow is ready at {base} (stop with Ctrl-C)"
        supervise(_children(arguments.port), probe=probe, ready=ready)
    return 0


def _refuse_used_port(port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in env.host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((env.host, port))
        except OSError as error:
            raise PortInUse(host=env.host, port=port, why=error.strerror) from error


def _reachable(host: str) -> str:
    """The address under which this machine reaches a server that listens on ``host``."""
    if host == "0.0.0.0":  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{'::1' if host == '::' else host}]" if ":" in host else host


def _named_host() -> str:
    """A host name the server answers under."""
    plain = [name for name in env.hosts if name.strip(".*")]
    return plain[0].lstrip(".") if plain else "localhost"


def _demo(base: str) -> None:
    name = "hedgerow.edges.blueprints.demo"
    if find_spec("hedgerow.edges.blueprints") is None or find_spec(name) is None:
        return
    demo = import_module(name)
    demo.plant_demo(lambda text: print(text, flush=True))
    print("Sign in for the demo as:")
    for role, url in demo.demo_links(base):
        print(f"  {role:12} {url}")


def _children(port: int) -> list[Child]:
    server = (
        sys.executable, "-m", "uvicorn", "hedgerow.config.asgi:application", "--host", env.host,
        "--port", str(port), "--log-level", "warning", "--no-access-log", "--no-server-header",
        "--timeout-graceful-shutdown", "10",
    )  # fmt: skip
    worker = (
        sys.executable, "-m", "hedgerow.foundation.jobs.worker", "--parent", str(os.getpid()),
    )  # fmt: skip
    return [Child("server", server), Child("worker", worker)]


COMMANDS = (
    Command(
        "run",
        "Run server and worker.",
        "hedgerow run --port 8000",
        _configure,
        _run,
    ),
)
