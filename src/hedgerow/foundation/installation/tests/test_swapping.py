"""Whatever step a restore is stopped at, what it began is done to its end and done once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hedgerow.foundation.installation import swapping
from hedgerow.foundation.installation.home import Home
from hedgerow.foundation.installation.swapping import Swap, finish, is_interrupted, swap

pytestmark = pytest.mark.django_db
OLD, NEW = (
    ("hedgerow.sqlite3", "secret_key", "files", "warehouse"),
    ("hedgerow.sqlite3", "secret_key", "files"),
)


class Killed(BaseException):
    """Stands for the end of the process."""


def written(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    if path.suffix or path.name == "secret_key":
        path.write_text(text)
    else:
        path.mkdir()
        (path / text).write_text(text)


@pytest.fixture
def plan(home: Home) -> Swap:
    for name in OLD:
        written(home.path / name, "old")
    for name in NEW:
        written(home.path / ".restore-x" / name, "new")
    aside = "replaced-20261126t120000"
    moves = [
        *([name, f"{aside}/{name}"] for name in OLD),
        *([f".restore-x/{name}", name] for name in NEW),
    ]
    return Swap(".restore-x", aside, moves)


def state(home: Home) -> dict[str, str]:
    files = [path for path in home.path.rglob("*") if path.is_file()]
    return {path.relative_to(home.path).as_posix(): path.read_text() for path in files}


SWAPPED = {
    "hedgerow.sqlite3": "new", "secret_key": "new", "files/new": "new",
    "replaced-20261126t120000/hedgerow.sqlite3": "old", "replaced-20261126t120000/secret_key": "old",
    "replaced-20261126t120000/files/old": "old", "replaced-20261126t120000/warehouse/old": "old",
}  # fmt: skip


def test_everything_is_swapped_and_nothing_is_left_over(home: Home, plan: Swap) -> None:
    swap(home, plan)
    assert state(home) == SWAPPED
    assert not finish(home)
    assert state(home) == SWAPPED


@pytest.mark.parametrize("steps", range(len(OLD) + len(NEW)))
def test_stopped_at_any_step_it_is_ended(
    home: Home, plan: Swap, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, left = swapping.os.replace, steps

    def replace(*names: Path) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        real(*names)

    monkeypatch.setattr(swapping.os, "replace", replace)
    with pytest.raises(Killed):
        swap(home, plan)
    monkeypatch.undo()
    assert is_interrupted(home)
    if steps >= 2 and not home.secret_key.exists():
        home.secret_key.write_text("made by whichever command came next")
    assert finish(home)
    assert state(home) == SWAPPED
    assert not is_interrupted(home)


def test_what_was_only_prepared_is_cleared_away(home: Home, plan: Swap) -> None:
    assert not finish(home)
    assert {name for name in state(home) if name.startswith(".")} == set()
    assert state(home)["hedgerow.sqlite3"] == "old"


def test_a_copy_that_a_killed_back_up_left_goes_after_a_day(home: Home) -> None:
    old, new = home.backups / ".backup-old", home.backups / ".backup-new"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "database.sqlite3").write_text("people")
    os.utime(old, (0, 0))
    (home.backups / "kept.tar.gz").write_text("kept")
    finish(home)
    assert sorted(path.name for path in home.backups.iterdir()) == [".backup-new", "kept.tar.gz"]
