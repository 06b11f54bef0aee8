"""How far a command is that takes a while: a bar on stderr, lines where that is no terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 10
"""Per cent after which a log, in which a bar could not move, gets its next line."""

Telling = Callable[[int, int | None], None]
NamedTelling = Callable[[str, int, int | None], None]


@contextmanager
def bar(title: str) -> Iterator[Telling]:
    """Show a bar while the block runs; call what it gives with (done, total)."""
    with named_bar(title) as told:
        yield lambda done, total: told("", done, total)


@contextmanager
def named_bar(title: str) -> Iterator[NamedTelling]:
    """The same for several things one after another; it is given (name, done, total)."""
    if not sys.stderr.isatty():
        yield _lines(title)
        return
    from rich.console import Console  # a tenth of a second, which most starts do without
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as progress:
        task = progress.add_task(title, total=None)

        def told(name: str, done: int, total: int | None) -> None:
            progress.update(
                task, description=f"{title}: {name}" if name else title, completed=done, total=total
            )

        yield told


def _lines(title: str) -> NamedTelling:
    """Say at once what begins, then each new name, and each tenth of the way."""
    print(f"{title} ...", file=sys.stderr, flush=True)
    said = ("", 0)

    def told(name: str, done: int, total: int | None) -> None:
        nonlocal said
        share = 100 * done // total if total else 0
        now = (name, share // EVERY)
        if now != said:
            said = now
            named = f"{title}: {name}" if name else title
            print(f"{named} ({share} %)" if total else named, file=sys.stderr, flush=True)

    return told
