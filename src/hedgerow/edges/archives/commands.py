"""``hedgerow archive SLUG --to FILE``: all that an ecosystem holds, as CSV files with a schema."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from hedgerow.foundation.commands import Command


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the ZIP to write")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run(arguments: Namespace) -> int:
    # Models may load only after Django is set up; the list of commands is read before.
    from django.db import transaction
    from django.utils import timezone

    from hedgerow.commons.ecosystems.queries import ecosystem_for
    from hedgerow.foundation.permissions import Actor

    from .actions import make_archive, tell

    by, now = Actor.the_steward(), timezone.now()
    ecosystem = ecosystem_for(by, arguments.slug)
    rows = make_archive(ecosystem, arguments.to, by=by, at=now, told=_tell)
    with transaction.atomic():
        tell(ecosystem, rows, by=by, at=now)
    size = arguments.to.stat().st_size
    said = {"file": str(arguments.to), "rows": rows, "bytes": size}
    print(json.dumps(said) if arguments.json else f"{arguments.to}: {rows:,} rows, {size:,} bytes")
    return 0


def _tell(done: int, total: int) -> None:
    print(f"{done} of {total} files", file=sys.stderr, end="\n" if done == total else "\r")


COMMANDS = (
    Command(
        "archive",
        "Write all that an ecosystem holds as CSV files with a schema.",
        "hedgerow archive tulsa --to tulsa.zip",
        _configure,
        _run,
    ),
)
