"""Processes of tests, forked from one that has imported the product already."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SOON = 0.01
PATIENCE = 480.0
"""Seconds after which something hangs; far more than a loaded machine takes."""


@dataclass
class Forked:
    """One such process, as ``subprocess.Popen`` shows it."""

    pid: int
    returncode: int | None = None

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def poll(self) -> int | None:
        """How it ended, if it has."""
        if self.returncode is None:
            self.returncode = _asked(do="poll", process=self.pid)
        return self.returncode

    def wait(self, timeout: float = PATIENCE) -> int:
        """How it ended; raises TimeoutExpired after so many seconds."""
        until = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(SOON)
        return code

    def wait_until_stopped(self) -> None:
        """Return once all its threads sleep, or once it has ended."""
        self.returncode = _asked(do="stopped", process=self.pid)


def start(
    module: str, *arguments: str, environment: Mapping[str, str], out: Path, err: Path | None = None
) -> Forked:
    """Call the ``main`` of a module in this environment; what it says is added to the files."""
    told = {"module": module, "arguments": arguments, "environment": dict(environment)}
    return Forked(_asked(do="start", **told, out=str(out), err=str(err or out)))


def run(
    module: str,
    *arguments: str,
    environment: Mapping[str, str],
    folder: Path,
    timeout: float = PATIENCE,
) -> tuple[int, str, str]:
    """Do so to the end: the exit code, and what it said, which the folder takes meanwhile."""
    files = [folder / f".said-{time.monotonic_ns()}-{name}" for name in ("out", "err")]
    forked = start(module, *arguments, environment=environment, out=files[0], err=files[1])
    try:
        code = forked.wait(timeout)
        said = [file.read_text() if file.exists() else "" for file in files]
    finally:
        for file in files:
            file.unlink(missing_ok=True)
    return code, *said  # type: ignore[return-value]


def _asked(**order: Any) -> Any:
    parent = _parent()
    assert parent.stdin is not None
    assert parent.stdout is not None
    parent.stdin.write(json.dumps(order) + "\n")
    parent.stdin.flush()
    return json.loads(parent.stdout.readline())


@cache
def _parent() -> subprocess.Popen[str]:
    """The one that all are forked from; it ends when nobody can give it orders any more."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.forking"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": paths},
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    atexit.register(parent.communicate)
    return parent
