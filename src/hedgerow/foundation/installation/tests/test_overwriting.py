"""A command that writes a file writes over none that is there, unless it is told to."""

from argparse import ArgumentParser
from pathlib import Path

import pytest

from hedgerow.foundation.installation import overwriting
from hedgerow.foundation.installation.errors import FileExists


def asked(*words: str) -> bool:
    parser = ArgumentParser()
    overwriting.configure(parser)
    return bool(parser.parse_args(words).replace)


def test_a_file_that_is_there_is_written_over_only_with_replace(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    overwriting.refuse_overwriting(path, replace=asked())
    path.write_text("kept")
    with pytest.raises(FileExists, match="exists already") as refused:
        overwriting.refuse_overwriting(path, replace=asked())
    assert "--replace" in str(refused.value.next_step)
    overwriting.refuse_overwriting(path, replace=asked("--replace"))


def test_what_is_no_file_may_be_written_into() -> None:
    overwriting.refuse_overwriting(Path("/dev/null"), replace=False)
