"""One database of a test's own, seen from outside, and processes that work on it."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests import forked
from tests.forked import PATIENCE

ROOT = Path(__file__).parents[2]
SCRIPT = "tests.kill.counting"


@dataclass
class Place:
    """One database, seen from outside, and the processes started on it."""

    environment: dict[str, str]
    url: str | None
    home: Path
    processes: list[forked.Forked] = field(default_factory=list)
    _asking: Any = None

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query, on a connection of its own that is kept until ``close``."""
        if self._asking is None:
            self._asking = self._connection()
        return list(self._asking.execute(sql).fetchall())

    def _connection(self) -> Any:
        if self.url:
            return psycopg.connect(self.url, autocommit=True)
        file = self.home / "hedgerow.sqlite3"
        return sqlite3.connect(file, timeout=20, isolation_level=None)

    def count(self, table: str) -> int:
        number: int = self.ask(f"SELECT count(*) FROM {table}")[0][0]
        return number

    def run(self, *arguments: str) -> str:
        """Run the script to its end and return what it printed."""
        code, said, why = forked.run(
            SCRIPT, *arguments, environment=self.environment, folder=self.home
        )
        assert code == 0, why
        return said.strip()

    def start(self, *arguments: str) -> forked.Forked:
        log = self.home / f"log{len(self.processes)}"
        log.touch()
        process = forked.start(SCRIPT, *arguments, environment=self.environment, out=log)
        self.processes.append(process)
        return process

    def close(self) -> None:
        """Stop whatever still runs."""
        for process in self.processes:
            process.send_signal(signal.SIGKILL)
            process.wait()
        if self._asking is not None:
            self._asking.close()

    def open_gate(self, number: int) -> None:
        """Let jobs go as far as ``number``."""
        draft = self.home / "gate.new"
        draft.write_text(str(number))
        draft.rename(self.home / "gate")

    def put_to_sleep(self, process: forked.Forked) -> None:
        """Stop the process between two writes of its threads.

        Stopped within one, it would keep SQLite's one write lock, and nobody could work on.
        """
        for _ in range(50):
            process.send_signal(signal.SIGSTOP)
            process.wait_until_stopped()  # all its threads, also one on its way to the lock
            if self._lets_others_write():
                return
            process.send_signal(signal.SIGCONT)
            time.sleep(0.02)
        raise AssertionError("the process holds the write lock whenever it is stopped")

    def _lets_others_write(self) -> bool:
        if self.url:
            return True  # rows are locked there, not the file
        file = sqlite3.connect(self.home / "hedgerow.sqlite3", timeout=0.2)
        try:
            file.execute("BEGIN IMMEDIATE")
            file.rollback()
        except sqlite3.OperationalError:
            return False
        finally:
            file.close()
        return True

    def log(self, number: int) -> str:
        return (self.home / f"log{number}").read_text()

    def wait(
        self, holds: Callable[[], bool], seconds: float = PATIENCE, *, kept: bool = False
    ) -> None:
        """Wait until it holds; ``kept``: a worker that ended is started again, as ``run`` does."""
        until = time.monotonic() + seconds
        while not holds():
            last = len(self.processes) - 1
            assert time.monotonic() < until, f"not in time; {self.log(last)[-2000:]}"
            if kept and self.processes[last].poll() is not None:
                self.start("work")
            time.sleep(0.02)
