"""``hedgerow search``: read everything that is found anew."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from hedgerow.foundation.commands import Command
from hedgerow.foundation.search import actions
from hedgerow.foundation.search.documents import sources


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("act", choices=("rebuild",), help="what to do")
    parser.add_argument("kind", nargs="*", help="only these kinds of rows")


def _run(arguments: Namespace) -> int:
    unknown = sorted(set(arguments.kind) - set(sources()))
    if unknown:
        print(f"{unknown[0]} is not found by words; these are: {', '.join(sources()) or 'none'}")
        return 1
    print(f"{actions.rebuild(arguments.kind)} rows read anew")
    return 0


COMMANDS = (
    Command(
        name="search",
        summary="Read everything that is found by its words anew.",
        example="hedgerow search rebuild",
        configure=_configure,
        run=_run,
    ),
)
