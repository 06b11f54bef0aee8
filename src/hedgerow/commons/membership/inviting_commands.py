"""``hedgerow invite SLUG ADDRESS --as ROLE``: for when nobody in an ecosystem can give a role."""

from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.utils import timezone

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.commands import Command
from hedgerow.foundation.permissions import Actor

from .actions import Offer, invite_people
from .actions.letters import HERE


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("address", nargs="+", help="whom to write to")
    parser.add_argument(
        "--as", dest="role", required=True, choices=sorted(settings.HEDGEROW_ROLES), metavar="ROLE",
        help="the role in the whole of it, such as convener or safeguarding_lead",
    )  # fmt: skip


def _invite(arguments: Namespace) -> int:
    steward = Actor.the_steward()
    place = ecosystem_for(steward, arguments.slug)
    offer = Offer(arguments.role)
    done = invite_people(place, arguments.address, offer, by=steward, at=timezone.now(), root=HERE)
    count = done.new + done.changed
    print(f"{count} invited to {place.name} as {arguments.role}.")
    print(_where_letters_are())
    return 0


def _where_letters_are() -> str:
    """Where whoever invited finds the letters."""
    if settings.EMAIL.host:
        return (
            f"The running server sends the letters within seconds, through {settings.EMAIL.host}."
        )
    return (
        "No mail server is set (HEDGEROW_EMAIL_URL): within seconds the running server writes each "
        f"letter, with its link, as a file into {settings.EMAIL_FILE_PATH}"
    )


INVITE = Command(
    name="invite",
    summary="Invite somebody to a role, where nobody in the ecosystem can.",
    example="hedgerow invite tulsa ada@example.org --as safeguarding_lead",
    configure=_configure,
    run=_invite,
)
