"""``hedgerow warehouse``: copy what waits, or everything anew."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from hedgerow.foundation.commands import Command
from hedgerow.foundation.warehouse import actions


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("act", choices=("refresh", "rebuild"), help="what to do")
    parser.add_argument("ecosystem", type=int, nargs="*", help="ids, with rebuild")


def _run(arguments: Namespace) -> int:
    if arguments.act == "rebuild":
        for ecosystem in arguments.ecosystem:
            actions.touch_everything(ecosystem)
    for ecosystem in actions.waiting():
        print(f"ecosystem {ecosystem}: {actions.refresh(ecosystem)} partitions copied")
    return 0


COMMANDS = (
    Command(
        name="warehouse",
        summary="Copy changed records into the warehouse, or all of some ecosystems anew.",
        example="hedgerow warehouse rebuild 3",
        configure=_configure,
        run=_run,
    ),
)
