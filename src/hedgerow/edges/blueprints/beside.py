"""A process of its own that reads profiles while the next ecosystem is planted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

Reading = Callable[[str, datetime], None]
GONE = "the process that reads profiles is gone"


@contextmanager
def beside() -> Iterator[Reading]:
    """Give a call that has a profile read elsewhere; leaving the block waits for all of them.

    The other process ends with this one, also where this one is killed: its pipe closes. Raises
    PlantingFailed for the first ecosystem that was not read: at the end of the block, or at once
    where the other process is gone.
    """
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    asked: list[str] = []

    def ask(slug: str, at: datetime) -> None:
        try:
            ours.send((slug, at))
        except OSError as gone:
            raise PlantingFailed(slug=slug, why=GONE) from gone
        asked.append(slug)

    try:
        yield ask
        for slug in asked:
            _heard(ours, slug)
    except BaseException:
        process.terminate()
        raise
    finally:
        ours.close()
        process.join()


def _heard(pipe: Connection, slug: str) -> None:
    try:
        why = pipe.recv()
    except EOFError as gone:
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
    from hedgerow.foundation.jobs import work

    from .everything import read_profile  # models are there after the setup alone

    try:
        slug, at = pipe.recv()
    except EOFError:
        return False
    try:
        read_profile(slug, at)
    except Exception as error:  # noqa: BLE001 - told to who asked, whatever it is
        pipe.send(work.describe(error))
    else:
        pipe.send("")
    return True
