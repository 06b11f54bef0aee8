"""What leans on the database runs its own tests on PostgreSQL too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUITES = ("foundation", "commons", "features", "edges", "profile", "portal")


@pytest.mark.postgres
@pytest.mark.parametrize("suite", SUITES)
def test_the_suite_passes_on_postgresql(suite: str, postgres_url: str, tmp_path: Path) -> None:
    environment = os.environ | {
        "HEDGEROW_DATABASE_URL": postgres_url,
        "HEDGEROW_HOME": str(tmp_path),
    }
    for inherited in ("PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST", "PYTEST_ADDOPTS"):
        environment.pop(inherited, None)
    asked = ["-q", "-p", "no:cacheprovider", "-p", "tests.postgres.databased", "--create-db"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", f"src/hedgerow/{suite}", *asked, "-m", "not shared and not sqlite"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
