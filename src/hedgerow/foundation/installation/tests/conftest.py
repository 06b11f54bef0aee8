from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from hedgerow.foundation.installation.home import Home


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Home:
    """An empty data folder of the test's own."""
    settings.HEDGEROW_HOME = tmp_path / "home"
    settings.HEDGEROW_HOME.mkdir(mode=0o700)
    return Home(settings.HEDGEROW_HOME)
