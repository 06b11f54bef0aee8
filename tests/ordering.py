"""Files whose tests take long come first, so that no process of many has one left at the end."""

from collections import Counter
from pathlib import Path

import pytest

LONG = ("postgres", "long", "kill", "wheel", "browser")
"""Marks of such tests, the longest files first."""
SLOW = 20
"""Quick tests that pass in the time of a slow one."""
TOGETHER = ("tests/planting/small",)
"""Folders whose tests stand on one world, made once in each process that has one of them."""


def share(file: str) -> str:
    """What one process takes whole: the folder of a file that stands in such a one, or the file."""
    return next((folder for folder in TOGETHER if file.startswith(f"{folder}/")), file)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whole shares, in their order within each kind.

    Where several processes have them, the rest go from that with the most work to the least.
    """
    first: dict[str, int] = {}
    work: Counter[str] = Counter()
    for item in items:
        rank = min((n for n, mark in enumerate(LONG) if mark in item.keywords), default=len(LONG))
        of = _share_of(item)
        first[of] = min(rank, first.get(of, rank))
        work[of] += SLOW if "slow" in item.keywords else 1
    shared = hasattr(config, "workerinput")  # of pytest-xdist
    rest = {of for of, rank in first.items() if rank == len(LONG)} if shared else set()

    def place(item: pytest.Item) -> tuple[int, int]:
        of = _share_of(item)
        return first[of], -work[of] * (of in rest)

    items.sort(key=place)


def _share_of(item: pytest.Item) -> str:
    return share(Path(item.path).relative_to(item.config.rootpath).as_posix())


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist, which may be away
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Hand out whole shares."""
    from xdist.scheduler import LoadFileScheduling

    class ByShare(LoadFileScheduling):  # type: ignore[misc, unused-ignore] # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            return share(super()._split_scope(nodeid))

    return ByShare(config, log)
