"""Commands that start an ecosystem from a blueprint, tell what one holds, and write its blueprint."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from hedgerow.foundation.commands import Command
from hedgerow.foundation.installation import overwriting
from hedgerow.foundation.permissions import Actor

from .errors import NotWritten
from .exporting import as_toml, taken_along
from .planting_command import configure, run
from .queries import contents
from .telling_contents import tell


def _configure_show(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _show(arguments: Namespace) -> int:
    tell(contents(Actor.the_steward(), arguments.slug), as_json=arguments.json)
    return 0


def _configure_export(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("file", nargs="?", type=Path, help="the file to write, else it is printed")
    overwriting.configure(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of TOML")


def _export(arguments: Namespace) -> int:
    if arguments.file:
        overwriting.refuse_overwriting(arguments.file, replace=arguments.replace)
    taken = taken_along(Actor.the_steward(), arguments.slug)
    found, held = taken.blueprint, taken.held
    text = found.model_dump_json(indent=2) + "\n" if arguments.json else as_toml(found, held)
    for one in held:
        said = f"{', '.join(one.names)}: {one.where}: {one.text}"
        told = f"Left out {said}" if one.reaches else f"Held back as it names {said}"
        print(told, file=sys.stderr)
    if arguments.file:
        try:
            arguments.file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise NotWritten(path=arguments.file, reason=error.strerror) from error
    else:
        print(text, end="")
    return 0


COMMANDS = (
    Command(
        name="plant",
        summary="Start an ecosystem from a blueprint, with or without a simulated history.",
        example="hedgerow plant tulsa --as my-town --name 'My town' --history",
        configure=configure,
        run=run,
    ),
    Command(
        name="show",
        summary="Show what an ecosystem holds, with its published figures.",
        example="hedgerow show tulsa --json",
        configure=_configure_show,
        run=_show,
        only_reads=True,
    ),
    Command(
        name="export",
        summary="Write an ecosystem's set-up as a blueprint, without anybody's data.",
        example="hedgerow export my-town my-town.toml",
        configure=_configure_export,
        run=_export,
        only_reads=True,
    ),
)
