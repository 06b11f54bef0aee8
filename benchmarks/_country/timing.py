"""How long a page takes, and what it asks of the database."""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Timed:
    """One page at one scale; milliseconds."""

    page: str
    p50: float
    p95: float
    cpu: float
    queries: int
    most: float


class Counted(ExitStack):
    """Every query inside, with the seconds it took."""

    def __enter__(self) -> Counted:
        self.told: list[tuple[float, str]] = []
        from django.db import connection  # not before settings are known

        self.enter_context(connection.execute_wrapper(self._note))
        return self

    def _note(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, *more)
        finally:
            self.told.append((time.perf_counter() - begun, f"{sql} {more[0]}"))


def timed(name: str, ask: Callable[[], object], asked: argparse.Namespace) -> Timed:
    for _ in range(5):
        ask()
    with Counted() as counted:
        ask()
    if asked.explain:
        for took, sql in sorted(counted.told, reverse=True)[:3]:
            print(f"{name}: {took * 1000:.1f} ms {sql[:3000]}", file=sys.stderr)
    times, before = [], processor()
    for _ in range(asked.asks):
        begun = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - begun))
    spent = 1000 * (processor() - before) / asked.asks
    times.sort()
    return Timed(
        name, share_of(times, 0.5), share_of(times, 0.95), round(spent, 1), len(counted.told),
        round(times[-1], 1),
    )  # fmt: skip


def share_of(times: Sequence[float], share: float) -> float:
    """The value that this share of the sorted times lies below."""
    return round(times[min(len(times) - 1, int(share * len(times)))], 1)


def processor() -> float:
    """Seconds of processor that this process has used, and the one that serves it in the database."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime + _served()


def _served() -> float:
    """Of the PostgreSQL process behind the connection, where it runs on this machine."""
    from django.conf import settings
    from django.db import connection  # not before settings are known

    if not settings.configured or connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not stat.exists():
        return 0.0
    spent = stat.read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


def most_memory() -> int:
    """The most that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
