"""``hedgerow archive SLUG --to FILE``: all that an ecosystem holds, or its rosters, as CSV files."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from hedgerow.foundation.bars import bar
from hedgerow.foundation.commands import Command
from hedgerow.foundation.installation import overwriting


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the ZIP to write")
    parser.add_argument(
        "--as",
        dest="form",
        choices=("everything", "oneroster-1.1", "oneroster-1.2"),
        default="everything",
        help="what it holds: everything with a schema, or who goes on by a standard of rosters",
    )
    parser.add_argument(
        "--since",
        default="",
        metavar="MOMENT",
        help="of rosters what changed from then on: a day, or a moment as 2026-11-20T08:00:00Z",
    )
    overwriting.configure(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run(arguments: Namespace) -> int:
    # Models may load only after Django is set up; the list of commands is read before.
    from django.db import transaction
    from django.utils import timezone

    from hedgerow.commons.ecosystems.queries import ecosystem_for
    from hedgerow.foundation.permissions import Actor

    from .actions import make_archive, tell
    from .errors import NotWritten
    from .moments import moment_from
    from .readme import parts_apart
    from .wording import words_for

    by, now = Actor.the_steward(), timezone.now()
    ecosystem = ecosystem_for(by, arguments.slug)
    form, target = arguments.form, arguments.to
    since = moment_from(arguments.since, ecosystem)
    overwriting.refuse_overwriting(target, replace=arguments.replace)
    try:
        with bar(f"Writing {target.name}") as told:
            written = make_archive(
                ecosystem, target, by=by, at=now, told=told, form=form, since=since
            )
    except OSError as error:
        raise NotWritten(path=target, reason=error.strerror) from error
    with transaction.atomic():
        tell(ecosystem, written.rows, by=by, at=now, form=form, since=since)
    size, left_out = target.stat().st_size, dict(written.left_out)
    if arguments.json:
        said = {"file": str(target), "rows": written.rows, "bytes": size, "left_out": left_out}
        print(json.dumps(said))
        return 0
    print(f"{target}: {written.rows:,} rows, {size:,} bytes")
    for line in (*words_for(left_out), *filter(None, [parts_apart(ecosystem)])):
        print(f"not in it: {line}")
    return 0


COMMANDS = (
    Command(
        "archive",
        "Write all that an ecosystem holds, or its rosters, as CSV files.",
        "hedgerow archive tulsa --to tulsa.zip",
        _configure,
        _run,
        only_reads=True,
    ),
)
