"""``hedgerow warehouse``: copy what waits, or everything anew."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.commands import Command
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse import actions


def _configure(parser: ArgumentParser) -> None:
    acts = "refresh copies what was marked as changed, rebuild everything anew"
    parser.add_argument("act", choices=("refresh", "rebuild"), help=acts)
    slugs = "short names of ecosystems; without any, of all"
    parser.add_argument("slugs", nargs="*", metavar="slug", help=slugs)


def _run(arguments: Namespace) -> int:
    steward, all_of_them = Actor.the_steward(), Ecosystem.objects.order_by("pk")
    named = [ecosystem_for(steward, slug) for slug in arguments.slugs] or list(all_of_them)
    if arguments.act == "rebuild":
        for one in named:
            actions.touch_everything(one.pk)
    waiting = {*actions.waiting()}
    for one in named:
        if one.pk in waiting:
            print(f"{one.slug}: {actions.refresh(one.pk)} partitions copied", flush=True)
    if not waiting & {one.pk for one in named}:
        print("Nothing waits to be copied.")
    return 0


COMMANDS = (
    Command(
        name="warehouse",
        summary="Copy changed records into the warehouse, or all of some ecosystems anew.",
        example="hedgerow warehouse rebuild my-town",
        configure=_configure,
        run=_run,
    ),
)
