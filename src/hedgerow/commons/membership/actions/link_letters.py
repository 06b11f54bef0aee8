"""The letter with a link to sign in: tried again while whoever asked for it may still be waiting."""

from collections.abc import Callable
from datetime import datetime

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs

from ..proved import addresses_of
from .at_once import send_on_commit
from .links import LINK_LASTS, hashed, make_sign_in_link
from .tongue import speaking_to

LETTER = "membership.send_link"
LETTER_TRIES = 12  # the pause doubles from two seconds on: more than the half hour in all
PLACE = "place-of-the-secret"
"""Where the secret of another link goes in the address that a later letter has: no link is kept."""


def post_link(person: Person, email: str, *, at: datetime, link_to: Callable[[str], str]) -> None:
    """Mail the person a link that signs in, to one of their addresses; a job tries it again."""
    url = link_to(make_sign_in_link(person, at=at, address=email))
    args = {
        "person": person.pk,
        "address": hashed(email),
        "link": link_to(PLACE),
        "until": (at + LINK_LASTS).isoformat(),
        "language": get_language() or "",
    }
    subject, text = _letter(person, url)
    send_on_commit(
        subject, text, email, later=lambda: jobs.enqueue(LETTER, args, max_attempts=LETTER_TRIES)
    )


def address_to_try(person: Person, told: str) -> str:
    """The address of the person that the letter was for, if it still is theirs; else empty."""
    mine = (one.strip().lower() for one in addresses_of(person))
    return next((one for one in mine if hashed(one) == told), "")


def send_another_link(person: Person, email: str, url: str, language: str) -> None:
    """Mail a link anew; raises what the mail server answers."""
    subject, text = _letter(person, url, language)
    send_mail(subject, text, None, [email])


def _letter(person: Person, url: str, *otherwise: str) -> tuple[str, str]:
    said = {"name": person.called or person.name, "url": url}
    with speaking_to(person, *filter(None, otherwise)):
        return _("Your link to sign in"), render_to_string("membership/mail/sign_in.txt", said)
