"""What a command of ``hedgerow`` is; each app's ``commands.py`` offers its own."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command: ``configure`` adds its arguments, ``run`` does it and returns the exit code.

    One that ``needs_database`` finds it filled, also on the first day; one that ``only_reads`` is
    refused on a database in which nothing is installed, and fills none.
    """

    name: str
    summary: str
    example: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    needs_database: bool = True
    only_reads: bool = False
