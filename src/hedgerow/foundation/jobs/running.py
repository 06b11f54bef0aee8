"""A leased job in the hands of its handler: steps under the fence, checkpoints, progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from hedgerow.foundation.jobs import lease
from hedgerow.foundation.jobs.errors import Interrupted, LostLease

SECONDS_BETWEEN_PROGRESS = 0.5
LONGEST_HOLD, BREATH = 1.0, 0.11
"""How long (s) steps hold SQLite's one write lock before others get a turn, and how long a turn is.

Who waits for the lock looks every 0.1 s at the latest. Steps that follow close upon one another would
keep heartbeats, other jobs and pages waiting until the whole job is done.
"""
Telling = Callable[[int, int | None], None]
"""Called with how far a job is, in the process that does it."""


class Running:
    """What a handler gets: ``args``, ``state`` (the last checkpoint) and the ways to write.

    Everything that must happen exactly once belongs into ``step()`` or ``last_step()``.
    """

    def __init__(
        self,
        claimed: lease.Claimed,
        *,
        stopping: Callable[[], bool] = lambda: False,
        telling: Telling | None = None,
    ) -> None:
        self.uuid: UUID = claimed.uuid
        self.name: str = claimed.name
        self.args: dict[str, Any] = claimed.args
        self.ecosystem: int | None = claimed.ecosystem
        self.state: dict[str, Any] = claimed.checkpoint
        self.attempt: int = claimed.lease.attempt
        self.max_attempts: int = claimed.max_attempts
        self.is_done = False
        self._lease = claimed.lease
        self._stopping = stopping
        self._telling = telling
        self._told_at = float("-inf")
        self._held = 0.0

    @contextmanager
    def step(self) -> Iterator[None]:
        """One short transaction under the fence, to be used again and again by resumable jobs.

        The fence is an UPDATE of the job's row, whose lock keeps other workers off until commit.
        Raises LostLease before anything was written when it fell, and when the worker stops.
        """
        if self._stopping():
            raise Interrupted
        with transaction.atomic():
            begun = time.monotonic()
            self._hold_fence()
            yield
            self._hold_fence()  # no heartbeat came through if the step was longer than the lease
        self._let_others_write(time.monotonic() - begun)

    @contextmanager
    def last_step(self) -> Iterator[None]:
        """The transaction that ends the job: its writes and ``done`` are committed together."""
        with transaction.atomic():
            self._hold_fence()
            yield
            if not lease.complete(self._lease, timezone.now()):
                raise LostLease
        self.is_done = True

    def checkpoint(self, state: Mapping[str, object]) -> None:
        """Remember ``state`` (JSON) with the writes of this step; the next attempt starts from it.

        Raises ValueError outside a transaction, LostLease when the fence fell.
        """
        if not connection.in_atomic_block:
            raise ValueError("a checkpoint is saved in the transaction of its step")
        if not self._lease.held().update(checkpoint=dict(state)):
            raise LostLease
        self.state = dict(state)

    def progress(self, done: int, total: int | None = None) -> None:
        """Tell pages how far the job is, at most twice a second. Raises LostLease."""
        if self._telling:
            self._telling(done, total)
        now = time.monotonic()
        if done != total and now - self._told_at < SECONDS_BETWEEN_PROGRESS:
            return
        self._told_at = now
        if not self._lease.held().update(progress_done=done, progress_total=total):
            raise LostLease

    def _let_others_write(self, held: float) -> None:
        self._held += held
        if self._held >= LONGEST_HOLD and connection.vendor == "sqlite":
            time.sleep(BREATH)
            self._held = 0.0

    def _hold_fence(self) -> None:
        if not lease.extend(self._lease, timezone.now()):
            raise LostLease
