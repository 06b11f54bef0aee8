"""A command that writes a file writes over none that is there, unless it is told to."""

from argparse import ArgumentParser
from os.path import isfile
from pathlib import Path

from .errors import FileExists


def configure(parser: ArgumentParser) -> None:
    """Let a command be told to write over a file."""
    parser.add_argument("--replace", action="store_true", help="write over a file that is there")


def refuse_overwriting(path: Path, *, replace: bool) -> None:
    """Raise FileExists for a file that is there; what is no file, as a pipe is none, is written into."""
    if not replace and isfile(path):  # which takes what nobody may look at for none
        raise FileExists(path=path)
