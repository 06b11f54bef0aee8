"""Do one job, whatever its handler throws; do all that wait, for tests and commands."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from uuid import UUID

from django.utils import timezone

from hedgerow.foundation.jobs import lease, registry, rules
from hedgerow.foundation.jobs.errors import Interrupted, LostLease, Unrecoverable
from hedgerow.foundation.jobs.queries import progress_of
from hedgerow.foundation.jobs.running import Running, Telling

log = logging.getLogger("hedgerow.jobs")


class Caught:
    """Catches whatever a block raises and keeps it: the one place where any error may end.

    A worker outlives its handlers. Exits (KeyboardInterrupt, SystemExit) pass through.
    """

    error: Exception | None = None

    def __enter__(self) -> Caught:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if isinstance(error, Exception):
            self.error = error
        return self.error is not None


def describe(error: Exception) -> str:
    """An error without its message, which may name people: its type and where it was raised."""
    if isinstance(error, Unrecoverable):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def do(
    claimed: lease.Claimed,
    *,
    stopping: Callable[[], bool] = lambda: False,
    telling: Telling | None = None,
) -> Exception | None:
    """Run the handler of a leased job and write down how it ended; return its error, if any."""
    running = Running(claimed, stopping=stopping, telling=telling)
    handler = registry.handler_of(claimed.name)
    with Caught() as caught:
        if handler is None:
            raise Unrecoverable(f"no app does jobs named {claimed.name}")
        handler(running)
    if isinstance(caught.error, LostLease):
        log.info("job %s stopped: %s", claimed.uuid, type(caught.error).__name__)
        if isinstance(caught.error, Interrupted):
            lease.give_back(claimed.lease)
        return None
    if caught.error:
        _write_down(claimed, caught.error)
    elif not running.is_done and not lease.complete(claimed.lease, timezone.now()):
        log.info("job %s lost its lease at the end", claimed.uuid)
    return caught.error


def _write_down(claimed: lease.Claimed, error: Exception) -> None:
    """Fail or postpone the job after an error of its handler."""
    now, attempt = timezone.now(), claimed.lease.attempt
    log.warning("job %s (%s) failed: %s", claimed.uuid, claimed.name, describe(error))
    if attempt >= claimed.max_attempts or isinstance(error, Unrecoverable):
        lease.fail(claimed.lease, now=now, error=describe(error))
    else:
        lease.postpone(claimed.lease, until=now + rules.pause_after(attempt), error=describe(error))


def run_pending(*, until: datetime | None = None, surface: bool = True) -> int:
    """Do, in this thread, every job due by ``until`` (now), new ones too; return how many.

    For tests and commands: there is no heartbeat. An error of a handler is raised when ``surface``.
    """
    registry.load()
    done = 0
    while claimed := lease.claim(until or timezone.now()):
        error = do(claimed)
        done += 1
        if error and surface:
            raise error
    return done


def finish(job: UUID, telling: Telling, *, pause: float = 0.5) -> Exception | None:
    """Do one job here, or watch the worker that has it until it ends; return its handler's error.

    ``telling`` hears how far it is. For commands: a job whose worker died is taken over as soon as
    its lease has run out.
    """
    registry.load()
    while True:
        claimed = lease.claim(timezone.now(), holder="command", only=job)
        if claimed is not None:
            return do(claimed, telling=telling)
        found = progress_of(job)
        if found is None or found.is_finished:
            return None
        telling(found.done, found.total)
        time.sleep(pause)


def again_and_again(
    name: str, work: Callable[[], bool], stopping: Callable[[float], bool], pause: float = 0.3
) -> None:
    """Call ``work`` until ``stopping(seconds)``, which waits so long, says so.

    Pauses from 0.3 s to 1 s while there is nothing to do, up to 30 s while it fails.
    """
    idle, failures = pause, 0
    while not stopping(0):
        worked = False
        with Caught() as caught:
            worked = work()
        if caught.error:
            failures += 1
            log.warning("%s failed: %s", name, describe(caught.error))
            if stopping(min(2.0**failures, 30)):
                return
        elif worked:
            idle, failures = pause, 0
        else:
            failures = 0
            if stopping(idle):
                return
            idle = min(idle * 1.5, 1.0)
