"""Several pytest processes share the files of one run: each takes the next that nobody has.

What pytest-xdist does between its processes, sending each test there and three reports back, takes a
tenth of the time of tests as short as ours. Here a process claims a file by creating its mark in the
folder given with ``--claims``, and says at its end what it ran.
"""

import hashlib
import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--claims=DIR``: an empty folder for the processes of one run."""
    parser.addoption("--claims", type=Path, metavar="DIR", help="share the run's files by this")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the files that this process can claim, those with the most tests first."""
    claims: Path | None = session.config.option.claims
    if claims is None or session.config.option.collectonly:
        return None
    if session.testsfailed:
        raise session.Interrupted(f"{session.testsfailed} errors while collecting")
    mine = _claimed(session, claims)
    item = next(mine, None)
    while item is not None:
        following = next(mine, None)  # claimed before this one's fixtures go
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail or session.shouldstop:
            raise session.Failed(session.shouldfail or session.shouldstop)
        item = following
    return True


def _claimed(session: pytest.Session, claims: Path) -> Iterator[pytest.Item]:
    files = [list(items) for _file, items in groupby(session.items, key=lambda item: item.path)]
    for items in sorted(files, key=len, reverse=True):
        if _is_mine(claims, str(items[0].path)):
            yield from items


def _is_mine(claims: Path, file: str) -> bool:
    """Whether this process was the first to ask for the file."""
    mark = claims / hashlib.sha256(file.encode()).hexdigest()
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
