"""One server a data folder."""

import os
from pathlib import Path

import pytest

from hedgerow.config.serve import DataFolderInUse, locked


def test_a_second_server_is_told_who_holds_the_data_folder(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(DataFolderInUse, match=str(os.getpid())), locked(tmp_path):
        pass
    with locked(tmp_path):  # and the lock is free again
        assert (tmp_path / "lock").read_text() == str(os.getpid())
