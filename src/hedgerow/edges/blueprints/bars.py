"""A progress bar on stderr for commands that take a while."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar while the block runs; call what it gives with (done, total)."""
    with named_bar(title) as told:
        yield lambda done, total: told("", done, total)


@contextmanager
def named_bar(title: str) -> Iterator[Callable[[str, int, int | None], None]]:
    """The same for several things one after another; it is given (name, done, total)."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as progress:
        task = progress.add_task(title, total=None)

        def told(name: str, done: int, total: int | None) -> None:
            progress.update(
                task, description=f"{title}: {name}" if name else title, completed=done, total=total
            )

        yield told
