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
def test_the_suites_pass_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    """All in one process: what they import, and the database, are made once."""
    environment = os.environ | {
        "HEDGEROW_DATABASE_URL": postgres_url,
        "HEDGEROW_HOME": str(tmp_path),
    }
    for inherited in ("PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST", "PYTEST_ADDOPTS"):
        environment.pop(inherited, None)
    asked = ["-q", "-p", "no:cacheprovider", "-p", "tests.postgres.databased", "--create-db"]
    asked.append(f"--junitxml={tmp_path / 'ran.xml'}")
    paths = [f"src/hedgerow/{suite}" for suite in SUITES]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *paths, *asked, "-m", "not shared and not sqlite"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=3000, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    ran = (tmp_path / "ran.xml").read_text()
    assert [suite for suite in SUITES if f'classname="src.hedgerow.{suite}.' not in ran] == []
