"""Tests that stand on one world for a whole folder are given to one process."""

from pathlib import Path

import hedgerow
from tests.ordering import TOGETHER, share

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "tests", Path(hedgerow.__file__).parent)


def test_each_folder_with_a_world_of_its_own_is_one_share() -> None:
    found = {
        file.parent.relative_to(ROOT).as_posix()
        for source in SOURCES
        for file in source.rglob("conftest.py")
        if 'scope="package"' in file.read_text(encoding="utf-8")
    }
    assert found == {*TOGETHER}


def test_other_files_are_shares_of_their_own() -> None:
    assert share("tests/planting/small/test_parts.py") == "tests/planting/small"
    for file in ("tests/planting/test_tulsa.py", "tests/planting/smaller/test_parts.py"):
        assert share(file) == file
