"""A command starts without what only others need: every start is somebody's waiting."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from hedgerow.config import cli

HEAVY = {"duckdb", "icalendar", "networkx", "openpyxl", "polars", "scipy", "webauthn"}
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


@pytest.mark.slow
def test_no_heavy_library_is_imported_to_start(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", STARTED], check=False, text=True, capture_output=True,
        env={**os.environ, "HEDGEROW_HOME": str(tmp_path)},
    )  # fmt: skip
    loaded = set(run.stderr.split())
    assert "django" in loaded
    assert loaded & HEAVY == set()
