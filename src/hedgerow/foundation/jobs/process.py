"""The threads of a worker process.

Some do jobs, one of them only those that somebody waits for; one keeps their leases alive and gives signs of life, one enqueues scheduled jobs, and
one runs each continuous piece of work (such as sealing).
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import FrameType

from django.db import close_old_connections, connections
from django.utils import timezone

from hedgerow.foundation.jobs import lease, registry, work
from hedgerow.foundation.jobs.models import Worker
from hedgerow.foundation.jobs.scheduling import Scheduler

log = logging.getLogger("hedgerow.jobs")


class WorkerProcess:
    """Threads around one stop event."""

    def __init__(
        self, *, threads: int = 3, lease_seconds: float | None = None, parent: int | None = None
    ) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}"
        self.length = timedelta(seconds=lease_seconds) if lease_seconds else lease.LENGTH
        self._threads = threads
        self._parent = parent
        self._stop = threading.Event()
        self._current: dict[int, lease.Claimed] = {}

    def stop_on_signals(self) -> None:
        """Stop on SIGTERM and SIGINT; only the main thread may ask for this."""
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)

    def stop(self) -> None:
        """Take no more jobs; ``run`` returns soon."""
        self._stop.set()

    def run(self, *, grace: float = 10.0) -> None:
        """Work until stopped, then wait at most ``grace`` seconds for running jobs."""
        registry.load()
        log.info("worker %s starts with %d threads", self.name, self._threads)
        loops = self._loops()
        for thread in loops:
            thread.start()
        while not self._stop.wait(0.5):
            if self._parent is not None and os.getppid() != self._parent:
                log.warning("the server is gone; the worker stops")
                self._stop.set()
        for thread in loops:
            thread.join(grace)
        for left in list(self._current.values()):
            lease.give_back(left.lease)
        Worker.objects.filter(name=self.name).delete()
        connections.close_all()
        log.info("worker %s stopped", self.name)

    def _loops(self) -> list[threading.Thread]:
        loops: list[tuple[str, Callable[[], bool]]] = [
            (f"job thread {number}", partial(self._do_one, number))
            for number in range(self._threads)
        ]
        loops += list(registry.continuous_work().items())
        loops.append(("scheduler", Scheduler().enqueue_due))
        threads = [threading.Thread(target=self._loop, args=loop, daemon=True) for loop in loops]
        return [threading.Thread(target=self._beat, daemon=True), *threads]

    def _loop(self, name: str, do: Callable[[], bool]) -> None:
        def once() -> bool:
            close_old_connections()
            return do()

        try:
            work.again_and_again(name, once, self._stop.wait)
        finally:
            connections.close_all()

    def _do_one(self, number: int) -> bool:
        claimed = lease.claim(
            timezone.now(),
            length=self.length,
            holder=f"{self.name}:{number}",
            lanes=self._lanes(number),
        )
        if claimed is None:
            return False
        self._current[number] = claimed
        try:
            work.do(claimed, stopping=self._stop.is_set)
        finally:
            del self._current[number]
        return True

    def _lanes(self, number: int) -> frozenset[int]:
        """What a thread takes, so that nobody waits behind background work, and that goes on.

        Of several threads the first does only what somebody waits for, the second only all else.
        The others do both, and rest from all else while somebody waits: the threads share one
        interpreter.
        """
        if self._threads == 1:
            return lease.EVERY
        if number == 1:
            return lease.EVERY - lease.WAITED_FOR
        is_waited = any(one.is_waited_for for one in list(self._current.values()))
        return lease.WAITED_FOR if number == 0 or is_waited else lease.EVERY

    def _beat(self) -> None:
        """Extend leases four times in their length, also while a stop waits for running jobs."""
        now = timezone.now()
        pause = min(self.length.total_seconds() / 4, 4.0)
        with work.Caught():
            Worker.objects.update_or_create(
                name=self.name, defaults={"started_at": now, "seen_at": now}
            )
        try:
            while not self._stop.wait(pause) or self._current:
                self._beat_once()
                if self._stop.is_set():
                    threading.Event().wait(pause)
        finally:
            connections.close_all()

    def _beat_once(self) -> None:
        close_old_connections()
        with work.Caught() as caught:
            now = timezone.now()
            for held in list(self._current.values()):
                lease.extend(held.lease, now)
            Worker.objects.filter(name=self.name).update(seen_at=now)
        if caught.error:
            log.warning("heartbeat failed: %s", work.describe(caught.error))

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()
