"""The program that back-up tests start on a data folder of its own.

``prepare N`` migrates and records N sealed facts; ``populate`` makes ecosystems with rows of nearly
every kind; ``older`` makes a database of an earlier version with a sealed fact; ``unfit`` makes a
row that only SQLite takes, ``marked`` a preview with a character that only SQLite keeps, which
``previews`` prints; ``told`` prints what the database says of itself: a digest of each table,
what it let through, the last number it gave. ``tables`` prints what tables there are.
``killed PLACE N …`` runs a command and ends it without warning at the Nth row of rows, or the Nth
move into place. ``doctor``, ``backup`` and ``restore`` are the commands.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import django

from hedgerow.foundation.collecting import uncollected

with uncollected():
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from hedgerow.foundation import journal
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.installation import swapping
from hedgerow.foundation.installation.carrying import digests
from hedgerow.foundation.installation.commands import COMMANDS
from hedgerow.foundation.journal.actions import seal_all
from hedgerow.foundation.permissions import Actor


def migrate() -> None:
    """Make this version's tables; on SQLite by a copy of those that other tests use."""
    from tests.database import migrated

    file = Path(settings.HEDGEROW_HOME) / "hedgerow.sqlite3"
    if connection.vendor == "sqlite" and not file.exists():
        copyfile(migrated(), file)
    call_command("migrate", verbosity=0)


def prepare(number: str) -> None:
    migrate()
    for _ in range(int(number)):
        with transaction.atomic():
            steward = Actor.the_steward()
            journal.record("test.was", by=steward, at=datetime.now(UTC), ecosystem=1)
    seal_all()


def command(name: str, *arguments: str) -> int:
    found = next(command for command in COMMANDS if command.name == name)
    parser = ArgumentParser()
    found.configure(parser)
    try:
        return found.run(parser.parse_args(arguments))
    except Refused as refused:
        print(refused.code, refused)
        return 1


def killed(place: str, number: str, *words: str) -> int:
    module, name = {"rows": (digests, "_converted"), "moves": (swapping, "_move")}[place]
    real, left = getattr(module, name), int(number)

    def until(*arguments: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)

    setattr(module, name, until)
    return command(*words)


def main(name: str, *arguments: str) -> int:
    match name:
        case "prepare":
            prepare(*arguments)
        case "populate":
            from tests.installation import rows

            migrate()
            rows.populate()
        case "tables":
            from tests.installation import schemas

            print(json.dumps(schemas.read(connection)))
        case "older":
            from tests.installation import rows

            rows.older()
        case "unfit":
            from tests.installation import rows

            rows.unfit()
        case "marked":
            from tests.installation import rows

            rows.marked()
        case "previews":
            from tests.installation import rows

            print(json.dumps(rows.previews()))
        case "told":
            from tests.installation import rows

            print(json.dumps(rows.told()))
        case "killed":
            return killed(*arguments)
        case _:
            return command(name, *arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
