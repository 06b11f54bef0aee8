"""The first person of an installation gets in by a link that its steward is shown."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from hedgerow.commons.people.actions import admit_person
from hedgerow.foundation.permissions import Actor

from .link_letters import post_link
from .links import make_sign_in_link


@transaction.atomic
def admit(
    address: str,
    name: str = "",
    *,
    by: Actor,
    at: datetime,
    link_to: Callable[[str], str],
    has_mail: bool,
) -> str:
    """The address of a link that signs that person in once, added first if unknown; journal it.

    ``link_to`` makes a full address of a link's secret. With ``has_mail`` a letter has one too.
    Raises NotPermitted for anybody but the steward, or Invalid for what is no address.
    """
    person = admit_person(address, name, by=by, at=at)
    if has_mail:
        post_link(person, address.strip().lower(), at=at, link_to=link_to)
    return link_to(make_sign_in_link(person, at=at))
