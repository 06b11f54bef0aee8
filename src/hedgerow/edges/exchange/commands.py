"""``hedgerow import SLUG FILE --mapping M``: a spreadsheet into an ecosystem."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from hedgerow.foundation.commands import Command


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("file", type=Path, help="a CSV or XLSX file")
    parser.add_argument("--mapping", type=Path, required=True, help="a mapping file (TOML)")
    parser.add_argument("--preview", action="store_true", help="say what would happen, no more")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run(arguments: Namespace) -> int:
    # Models may load only after Django is set up; the list of commands is read before.
    from django.utils import timezone

    from hedgerow.commons.ecosystems.models import Ecosystem
    from hedgerow.foundation.errors import NotFound
    from hedgerow.foundation.permissions import Actor

    from .actions import import_file, preview
    from .errors import ImportStopped
    from .mappings import read_mapping

    by = Actor.the_steward(via="import", origin="imported")
    ecosystem = Ecosystem.objects.visible_to(by).filter(slug=arguments.slug).first()
    if ecosystem is None:
        raise NotFound
    mapping = read_mapping(arguments.mapping)
    print(f"reading {arguments.file.name} …", file=sys.stderr)
    try:
        if arguments.preview:
            found = preview(ecosystem, arguments.file, mapping, by=by)
        else:
            found = import_file(ecosystem, arguments.file, mapping, by=by, at=timezone.now())
    except ImportStopped as stopped:
        found = preview(ecosystem, arguments.file, mapping, by=by)
        print(f"{stopped} ({stopped.code})", file=sys.stderr)
    said = asdict(found)
    first = said.pop("first")
    if arguments.json:
        print(json.dumps({**said, "first": first}, indent=2, default=str))
    else:
        _print(said)
    return 1 if found.problems else 0


def _print(said: dict[str, object]) -> None:
    for name in ("new", "changed", "unchanged", "excluded"):
        counted = said[name]
        if isinstance(counted, dict):
            print(f"{name}: {sum(counted.values())}")
            for label, count in counted.items():
                print(f"  {label}: {count}")
    print(f"missing values: {said['missing']}")
    problems = said["problems"]
    for one in problems if isinstance(problems, tuple) else ():
        print(
            f"{one['file']}, line {one['line']}, column {one['column']}: "
            f"{one['value']!r}, expected {one['expected']} ({one['code']})",
            file=sys.stderr,
        )


COMMANDS = (
    Command(
        name="import",
        summary="Bring a spreadsheet into an ecosystem.",
        example="hedgerow import long-beach frpm.csv --mapping california-schools.toml",
        configure=_configure,
        run=_run,
    ),
)
