"""Every command, setting, role, permission, action and error stands in the reference."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_reference_is_what_the_code_says(capsys: pytest.CaptureFixture[str]) -> None:
    script = runpy.run_path(str(ROOT / "scripts/reference.py"))
    differs = script["main"](["--check"])
    assert not differs, capsys.readouterr().out
