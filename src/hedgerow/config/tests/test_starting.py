"""A command starts without what only others need: every start is somebody's waiting."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from hedgerow.config import cli

HEAVY = {"duckdb", "icalendar", "networkx", "openpyxl", "polars", "scipy", "webauthn"}
FOR_A_PAGE = {"duckdb", "networkx", "openpyxl", "polars", "scipy"}
"""What no address of a page may bring with it: the first reader would wait for it."""
ADDRESSES = """
import sys
from hedgerow.config import cli
cli.main(["manage", "shell", "-v", "0", "-c", "import hedgerow.config.urls"])
print(*sorted(name.split(".")[0] for name in sys.modules), file=sys.stderr)
"""
STARTED = """
import sys
from hedgerow.config import cli
try:
    cli.main(["backup", "--help"])
finally:
    print(*sorted(name.split(".")[0] for name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(("app", "names"), cli.OFFERED.items(), ids=lambda told: str(told)[-20:])
def test_each_command_is_where_it_is_said_to_be(app: str, names: tuple[str, ...]) -> None:
    assert tuple(command.name for command in import_module(app).COMMANDS) == names
    assert [command.name for command in cli.commands(names[0])] == list(names)


def test_a_command_that_nobody_offers_is_answered_with_all_there_are() -> None:
    assert len(cli.commands("weave")) == sum(len(names) for names in cli.OFFERED.values())


def loaded_by(program: str, home: Path) -> set[str]:
    """The libraries that a process of its own has imported after the program."""
    run = subprocess.run(
        [sys.executable, "-c", program], check=False, text=True, capture_output=True,
        env={**os.environ, "HEDGEROW_HOME": str(home)},
    )  # fmt: skip
    loaded = set(run.stderr.split())
    assert "django" in loaded, run.stderr
    return loaded


@pytest.mark.slow
def test_no_heavy_library_is_imported_to_start(tmp_path: Path) -> None:
    assert loaded_by(STARTED, tmp_path) & HEAVY == set()


@pytest.mark.slow
def test_the_addresses_of_all_pages_bring_no_heavy_library(tmp_path: Path) -> None:
    loaded = loaded_by(ADDRESSES, tmp_path)
    assert "hedgerow" in loaded
    assert "ninja" in loaded
    assert loaded & FOR_A_PAGE == set()
