"""Server and worker as child processes: started again when they die, gone when the parent is."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from types import FrameType

PR_SET_PDEATHSIG = 1
LONGEST_PAUSE = 30.0
SECONDS_TO_STOP = 15.0
LOOK_EVERY = 0.1
# loaded before any fork: a child between fork and exec may not load libraries
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with(parent: int) -> Callable[[], None]:
    """What a child does first: ask for SIGTERM at its parent's death, even by kill -9."""

    def ask() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:  # it died before the request
                os._exit(1)

    return ask


class Child:
    """A process that is started again, after a growing pause, whenever it ends."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = command
        self.pause = 0.5
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        self.started = time.monotonic()
        return subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - no thread runs here
        )

    def look_after(self) -> None:
        """Start the process again if it ended and its pause is over."""
        code = self.process.poll()
        if code is None:
            return
        lived = time.monotonic() - self.started
        if lived > LONGEST_PAUSE:
            self.pause = 0.5
        if lived >= self.pause:
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            print(f"The {self.name} ended ({code}); starting it again.", file=sys.stderr)
            self.process = self._start()


def supervise(children: Sequence[Child], *, probe: urllib.request.Request, ready: str) -> None:
    """Look after the children until SIGTERM or SIGINT; print ``ready`` once ``probe`` answers."""
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    waiting = True
    while not stopping:
        for child in children:
            child.look_after()
        if waiting and _answers(probe):
            waiting = False
            print(ready, flush=True)
        time.sleep(LOOK_EVERY)
    _stop_all(children)


def _answers(probe: urllib.request.Request) -> bool:
    try:
        with urllib.request.urlopen(probe, timeout=5):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError:
        return False  # it serves, but is not ready
    except OSError:
        return False


def _stop_all(children: Sequence[Child]) -> None:
    """Ask all to end at once, then wait; whoever does not end in time is killed."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.process.terminate()
    until = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        try:
            child.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()
