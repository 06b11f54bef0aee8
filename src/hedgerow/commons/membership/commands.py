"""``hedgerow close`` and ``hedgerow reopen``: what whoever runs the installation does for others."""

from argparse import ArgumentParser, Namespace

from django.utils import timezone
from django.utils.formats import date_format

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.foundation.commands import Command
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .actions import close_ecosystem, reopen_ecosystem, reset_second_factor
from .admitting_commands import ADMIT
from .inviting_commands import INVITE


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


def _configure_reset(parser: ArgumentParser) -> None:
    parser.add_argument("person", help="the person's code, or the id in the page's address")
    parser.add_argument("--ecosystem", required=True, metavar="SLUG", help="who keeps the record")


def _reset(arguments: Namespace) -> int:
    steward = Actor.the_steward()
    kept = Person.objects.filter(kept_by=ecosystem_for(steward, arguments.ecosystem))
    named = (arguments.person,)
    found = next((row for row in kept if {row.code, str(row.uuid)} & {*named}), None)
    if found is None or not arguments.person:
        raise NotFound
    done = reset_second_factor(found, by=steward, at=timezone.now())
    print("the second factor is reset" if done else "there was no second factor")
    return 0


COMMANDS = (
    ADMIT,
    INVITE,
    Command(
        name="reset-second-factor",
        summary="Take away the second factor of somebody who lost it; the person is told.",
        example="hedgerow reset-second-factor 01a2b3 --ecosystem my-town",
        configure=_configure_reset,
        run=_reset,
    ),
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
