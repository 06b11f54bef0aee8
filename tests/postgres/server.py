"""A private PostgreSQL for tests: own data in a temporary folder, own port, stopped by its pid."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OLDEST = 15
SECONDS_TO_START = 30


class Unavailable(Exception):
    """No PostgreSQL can be started here; the text says what to install."""


def binaries() -> Path:
    """The folder with the newest server programs of version 15 or later; raises Unavailable."""
    on_path = shutil.which("postgres")
    found = [Path(on_path).parent] if on_path else []
    found += [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    versions = {folder: _major(folder) for folder in found}
    fit = [folder for folder, version in versions.items() if version >= OLDEST]
    if not fit:
        raise Unavailable(
            f"needs a PostgreSQL server of version {OLDEST}+ (Debian: apt install postgresql)"
        )
    return max(fit, key=lambda folder: versions[folder])


def _major(folder: Path) -> int:
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return int(said.stdout.split()[2].split(".")[0])


def _other_user() -> dict[str, Any]:
    """How to start a program as ``postgres``, which root must do: the server refuses root."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        raise Unavailable("needs the system user postgres, as tests run as root") from None
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def free_port() -> int:
    """A loopback port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server and yield the address of its database, for HEDGEROW_DATABASE_URL."""
    programs, user = binaries(), _other_user()
    with tempfile.TemporaryDirectory(prefix="hedgerow-pg-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        if user:
            os.chown(folder, user["user"], user["group"])
        data = folder / "data"
        subprocess.run(
            [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **user,
        )  # fmt: skip
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"],
                stdout=log, stderr=log, cwd=folder, **user,
            )  # fmt: skip
        try:
            _wait(server, port, folder / "log")
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown: connections are cut
            server.wait(SECONDS_TO_START)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        said = log.read_text(errors="replace")
        if "database system is ready to accept connections" in said:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start on port {port}:\n{log.read_text()[-2000:]}")
