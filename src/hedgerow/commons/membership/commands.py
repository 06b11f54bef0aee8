"""``hedgerow close`` and ``hedgerow reopen``: what whoever runs the installation does for others."""

from argparse import ArgumentParser, Namespace

from django.utils import timezone
from django.utils.formats import date_format

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.commands import Command
from hedgerow.foundation.permissions import Actor

from .actions import close_ecosystem, reopen_ecosystem


def _configure_close(parser: ArgumentParser) -> None:
    _configure(parser)
    parser.add_argument("--name", required=True, help="its name, typed to say that it is meant")


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")


def _close(arguments: Namespace) -> int:
    steward = Actor.the_steward()
    place = ecosystem_for(steward, arguments.slug)
    row = close_ecosystem(place, arguments.name, by=steward, at=timezone.now())
    print(f"{row.name} is closed; its conveners can open it again until", end=" ")
    print(date_format(row.kept_until, "DATE_FORMAT") if row.kept_until else "")
    return 0


def _reopen(arguments: Namespace) -> int:
    steward = Actor.the_steward()
    place = ecosystem_for(steward, arguments.slug)
    print(f"{reopen_ecosystem(place, by=steward, at=timezone.now()).name} is open again")
    return 0


COMMANDS = (
    Command(
        name="close",
        summary="Close an ecosystem: it can be read from then on, and nothing in it written.",
        example="hedgerow close my-town --name 'My town'",
        configure=_configure_close,
        run=_close,
    ),
    Command(
        name="reopen",
        summary="Open an ecosystem again that was closed.",
        example="hedgerow reopen my-town",
        configure=_configure,
        run=_reopen,
    ),
)
