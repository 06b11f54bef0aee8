"""``hedgerow admit ADDRESS``: the way in for the first person, who may then start an ecosystem."""

from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hedgerow.foundation.commands import Command
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.installation.home import port_of, the_home
from hedgerow.foundation.permissions import Actor

from .actions import admit


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("address", help="the person's e-mail address")
    parser.add_argument("--name", default="", help="the person's name (what stands before the @)")
    parser.add_argument("--port", type=int, help="the server's port (that of the one that runs)")


def _admit(arguments: Namespace) -> int:
    start, running = settings.HEDGEROW_HERE, port_of(the_home())
    port = arguments.port or running
    if port and not settings.HEDGEROW_URL:
        start = f"{start.rpartition(':')[0]}:{port}"

    def link_to(secret: str) -> str:
        return f"{start}{reverse('sign-in-link', args=[secret])}?next={reverse('start')}"

    steward, has_mail = Actor.the_steward(), bool(settings.EMAIL.host)
    try:
        link = admit(
            arguments.address, arguments.name,
            by=steward, at=timezone.now(), link_to=link_to, has_mail=has_mail,
        )  # fmt: skip
    except Invalid as error:  # named as the command calls it
        raise Invalid({"address": error.fields["email"]}) from error
    print(f"{arguments.address} may sign in, and start an ecosystem. While the server runs, open:")
    print(f"  {link}")
    print("It works once, for 30 minutes; the same command gives another.")
    if not (port or settings.HEDGEROW_URL):
        print(
            f"No server runs now: {start} is where one will be, as HEDGEROW_PORT says; else give --port."
        )
    if has_mail:
        print(f"A letter with a link of its own goes there, through {settings.EMAIL.host}.")
    return 0


ADMIT = Command(
    name="admit",
    summary="Let somebody in who may start an ecosystem; prints a link to sign in.",
    example="hedgerow admit ada@example.org --name 'Ada Bloom'",
    configure=_configure,
    run=_admit,
)
