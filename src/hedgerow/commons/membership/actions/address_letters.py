"""The two letters of a new address: its link, and what the old one is told. Both are tried for a day.

What a job keeps names neither: the new address waits for its link, and the old one is put down only
where the letter did not leave.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs

from ..models import AddressChange, FormerAddress
from .at_once import send_on_commit
from .link_letters import PLACE
from .links import hashed
from .told_letters import TRIES
from .tongue import speaking_to

LINK: Final = "membership.send_address_link"
CHANGED: Final = "membership.send_address_changed"


def secret_of(person: Person, address: str, at: datetime) -> str:
    """The secret of the link that was asked for then.

    It is derived with our key and so kept nowhere, yet each try to send the letter has the same.
    """
    said = f"{person.pk}:{address}:{at.timestamp():.6f}"
    return salted_hmac("hedgerow.address_change", said, algorithm="sha256").hexdigest()


def post_address_link(asked: AddressChange, link_to: Callable[[str], str]) -> None:
    """Mail the link to the address that is asked for, once that is saved; else a job does it."""
    secret = secret_of(asked.person, asked.address, asked.created_at)
    args = {"asked": asked.pk, "link": link_to(PLACE), "language": get_language() or ""}
    args |= {"hash": hashed(secret)}
    subject, text = _link(asked.person, link_to(secret))
    send_on_commit(
        subject, text, asked.address, later=lambda: jobs.enqueue(LINK, args, max_attempts=TRIES)
    )


def send_address_link(asked: int, told: str, link: str, language: str, at: datetime) -> None:
    """Mail it anew, unless it was opened, has run out, or another was asked for since; raises what
    the mail server answers."""
    rows = AddressChange.objects.filter(pk=asked, secret_hash=told, expires_at__gt=at)
    row = rows.filter(person__erased_at=None).select_related("person").first()
    if row is None:
        return
    secret = secret_of(row.person, row.address, row.created_at)
    if hashed(secret) != told:  # the key has changed since
        return
    subject, text = _link(row.person, link.replace(PLACE, secret), language)
    send_mail(subject, text, None, [row.address])


def post_address_changed(person: Person, before: str, *, at: datetime) -> None:
    """Tell the old address, once the change is saved; where that fails, it is put down for a job."""
    language = get_language() or ""

    def later() -> None:
        with transaction.atomic():
            became = hashed(person.email)
            row = FormerAddress.objects.create(person=person, address=before, became=became, at=at)
            args = {"former": row.pk, "language": language}
            jobs.enqueue(CHANGED, args, max_attempts=TRIES)

    subject, text = _changed(person)
    send_on_commit(subject, text, before, later=later)


def send_address_changed(former: int, language: str) -> None:
    """Tell it anew, unless nobody is there any more or it is the address again; raises what the mail
    server answers. Where it was changed once more, to which is nothing for the one before."""
    rows = FormerAddress.objects.filter(pk=former, person__erased_at=None)
    row = rows.select_related("person").first()
    if row is not None and row.address != row.person.email:
        is_that = hashed(row.person.email) == row.became
        subject, text = _changed(row.person, language, is_named=is_that)
        send_mail(subject, text, None, [row.address])


def forget_former(former: int) -> None:
    """Delete the old address: it was told, or is refused for good."""
    FormerAddress.objects.filter(pk=former).delete()


def _link(person: Person, url: str, *otherwise: str) -> tuple[str, str]:
    said = {"name": person.called or person.name, "url": url}
    with speaking_to(person, *filter(None, otherwise)):
        text = render_to_string("membership/mail/new_address.txt", said)
        return _("Is this your new address?"), text


def _changed(person: Person, *otherwise: str, is_named: bool = True) -> tuple[str, str]:
    said = {"name": person.called or person.name, "address": person.email if is_named else ""}
    with speaking_to(person, *filter(None, otherwise)):
        text = render_to_string("membership/mail/address_changed.txt", said)
        return _("Your address was changed"), text
