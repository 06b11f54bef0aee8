"""Python looks for cycles of objects now and then; while rows pass by, which have none, it need not."""

import gc
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles in the meantime: rows are many, and have none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


SELDOM = 10_000
"""So many objects more than before, in place of 700, and Python looks through the newest."""


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Look for cycles less often in the meantime, and not in what is loaded already: for long work that
    makes many objects and keeps few."""
    gc.collect()
    gc.freeze()
    was = gc.get_threshold()
    gc.set_threshold(SELDOM, *was[1:])
    try:
        yield
    finally:
        gc.set_threshold(*was)
        gc.unfreeze()


LONG = 0.02
"""Seconds after which looking through everything is felt."""
TIMES = 20


class Aside:
    """Keeps what a server has loaded out of the way of Python's looking for cycles.

    Pages, templates, and words are loaded as they are asked for, some 350,000 objects, and never let
    go; now and then a page would wait a quarter of a second until all of them were gone through.
    What is left when that took long is set aside. That a page being made just then may be among it
    is why it happens but a few ``times``: a cycle in it would stay for good.
    """

    def __init__(self, times: int = TIMES) -> None:
        self.left, self._began = times, 0.0

    def __call__(self, phase: str, said: Mapping[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        elif said["generation"] == 2 and self.left and time.perf_counter() - self._began > LONG:
            self.left -= 1
            gc.freeze()


def set_aside() -> None:
    """From now on, what stays is looked through seldom; for a process that serves until it ends."""
    gc.collect()
    gc.freeze()
    gc.callbacks.append(Aside())
