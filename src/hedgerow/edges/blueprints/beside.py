"""A process of its own that reads profiles while the next ecosystem is planted."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING

import django

from hedgerow.foundation.collecting import collected_seldom

from .errors import PlantingFailed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

GONE = "the process that reads profiles is gone"


class Beside:
    """Asks the other process for one ecosystem at a time; a thread waits for what it answers."""

    def __init__(self, pipe: Connection, thread: Executor) -> None:
        self._pipe = pipe
        self._thread = thread
        self._asked: list[tuple[Future[None], str, datetime]] = []

    @property
    def done(self) -> int:
        """How many of those asked for were read."""
        return sum(answer.done() for answer, *_what in self._asked)

    def ask(self, slug: str, at: datetime) -> None:
        """Have an ecosystem read, with its parts. Raises PlantingFailed once nobody reads any more."""
        for answer, *_what in self._asked:
            error = answer.exception() if answer.done() else None
            if isinstance(error, PlantingFailed) and error.details["why"] == GONE:
                raise error
        self._asked.append((self._thread.submit(_ask, self._pipe, slug, at), slug, at))

    def finish(self) -> Iterator[None]:
        """Wait for all of them, with a turn after each; raises PlantingFailed at the end, for the first.

        What the other process has not begun is read here, the last first, so that neither waits for
        the other's work.
        """
        from .reading import failure  # models are there after the setup alone

        failed: list[BaseException] = []
        for answer, slug, at in reversed(self._asked):
            if not answer.done() and answer.cancel():
                if why := failure(slug, at):
                    failed.append(PlantingFailed(slug=slug, why=why))
                yield
        for answer, *_what in self._asked:
            if not answer.cancelled():
                if error := answer.exception():
                    failed.append(error)
                yield
        if failed:
            raise failed[0]


@contextmanager
def beside() -> Iterator[Beside]:
    """Give who has profiles read elsewhere; leaving the block waits for all of them.

    The other process ends with this one, also where this one is killed: its pipe closes. Raises
    PlantingFailed for an ecosystem that was not read: at the end, or where the other process is
    gone, when the next is asked for.
    """
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    thread = ThreadPoolExecutor(1)
    reading = Beside(ours, thread)
    try:
        yield reading
        for _read in reading.finish():
            pass
    except BaseException:
        process.terminate()
        raise
    finally:
        thread.shutdown(cancel_futures=True)
        ours.close()
        process.join()


def _ask(pipe: Connection, slug: str, at: datetime) -> None:
    try:
        pipe.send((slug, at))
        why = pipe.recv()
    except (OSError, EOFError) as gone:
        raise PlantingFailed(slug=slug, why=GONE) from gone
    if why:
        raise PlantingFailed(slug=slug, why=why)


def _serve(pipe: Connection) -> None:
    """Read what is asked for, in turn, until nobody asks any more."""
    signal(SIGINT, SIG_IGN)  # who asks is interrupted as well, and ends this one
    django.setup()
    with collected_seldom():
        while _answered(pipe):
            pass


def _answered(pipe: Connection) -> bool:
    """Answer the next with why it failed, or with nothing; whether somebody asked."""
    from .reading import failure  # models are there after the setup alone

    try:
        slug, at = pipe.recv()
    except EOFError:
        return False
    pipe.send(failure(slug, at))
    return True
