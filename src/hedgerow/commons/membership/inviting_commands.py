"""``hedgerow invite SLUG ADDRESS --as ROLE``: for when nobody in an ecosystem can give a role."""

from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.utils import timezone

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.commands import Command
from hedgerow.foundation.permissions import Actor

from .actions import Offer, invite_people


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
    done = invite_people(place, arguments.address, offer, by=steward, at=timezone.now())
    count = done.new + done.changed
    print(f"{count} invited to {place.name} as {arguments.role}; the server sends the letters")
    return 0


INVITE = Command(
    name="invite",
    summary="Invite somebody to a role, where nobody in the ecosystem can.",
    example="hedgerow invite tulsa ada@example.org --as safeguarding_lead",
    configure=_configure,
    run=_invite,
)
