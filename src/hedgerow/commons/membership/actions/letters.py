"""The letter of an invitation: its link, and how it leaves."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import word
from hedgerow.foundation import jobs
from hedgerow.foundation.ui.speaking import reading_as

from ..models import Invitation
from .links import hashed
from .tongue import speaking_to

LETTER = "membership.send_invitation"
LETTER_TRIES = 110  # the pause grows to half an hour: two days in all
SECONDS = 20
HERE = "/"
"""The root of a letter whose link leads to the server that sends it, whatever its port."""
REFUSED, GIVEN_UP = "refused", "given_up"


def secret_of(uuid: UUID, sending: int) -> str:
    """The secret of an invitation's letter.

    It is derived with our key and so kept nowhere, yet each try to send a letter has the same.
    """
    return salted_hmac("hedgerow.invitation", f"{uuid}:{sending}", algorithm="sha256").hexdigest()


def hash_of(uuid: UUID, sending: int) -> str:
    """What is kept of that secret."""
    return hashed(secret_of(uuid, sending))


def post_letters(rows: Iterable[Invitation], root: str) -> None:
    """Ask for a letter each: a mail server that fails now is asked again later."""
    for row in rows:
        args = {"invitation": row.pk, "sending": row.sending, "root": root}
        jobs.enqueue(
            LETTER, args, ecosystem=row.ecosystem_id, slot=f"{row.uuid}:{row.sending}",
            max_attempts=LETTER_TRIES,
        )  # fmt: skip


def send_waiting(ecosystem: Ecosystem, *, root: str) -> int:
    """Post the letters that waited for the ecosystem to be complete; return how many."""
    waiting = Invitation.objects.filter(ecosystem=ecosystem, sent_at=None)
    rows = list(waiting.filter(accepted_at=None, withdrawn_at=None))
    post_letters(rows, root)
    return len(rows)


def letter_to_send(pk: int, sending: int, at: datetime) -> Invitation | None:
    """The invitation if that letter of it is still to leave."""
    rows = Invitation.objects.open_at(at).filter(pk=pk, sending=sending, sent_at=None)
    return rows.select_related("ecosystem", "organisation", "invited_by", "successor").first()


def send_letter(invitation: Invitation, root: str) -> None:
    """Mail the letter in the invitation's language; raises what the mail server answers."""
    secret = secret_of(invitation.uuid, invitation.sending)
    ecosystem, asking = invitation.ecosystem, invitation.invited_by
    asked = invitation.successor
    start = (root.rstrip("/") or settings.HEDGEROW_HERE).rstrip("/")
    with _speaking(invitation):
        said = {
            "name": (asked.called or asked.name) if asked else "",
            "inviter": asking.name if asking else "",
            "ecosystem": ecosystem.said("name"),
            "role": word(ecosystem.vocabulary, invitation.role, translation.get_language()),
            "organisation": invitation.organisation.name if invitation.organisation else "",
            "message": invitation.message,
            "hands_over": invitation.hands_over,
            "url": start + reverse("invitation", args=[secret]),
            "until": day_in(ecosystem, invitation.expires_at),
        }
        text = render_to_string("membership/mail/invitation.txt", said)
        subject = _subject(invitation) % said
    EmailMessage(
        subject=" ".join(subject.split()),
        body=text,
        to=[invitation.email],
        connection=get_connection(timeout=SECONDS),
    ).send()


def _speaking(invitation: Invitation) -> AbstractContextManager[object]:
    """The language of who is known to be asked, else the one that whoever invites chose."""
    others = [invitation.language, *invitation.ecosystem.languages]
    if invitation.successor:
        return speaking_to(invitation.successor, *others)
    return reading_as(*others)


def _subject(invitation: Invitation) -> str:
    if invitation.hands_over and invitation.invited_by is not None:
        return _("%(inviter)s hands %(ecosystem)s over to you")
    return _("Invitation to %(ecosystem)s")


def note_sent(pk: int, sending: int, at: datetime) -> None:
    """Remember that the letter left."""
    Invitation.objects.filter(pk=pk, sending=sending).update(sent_at=at, trouble="")


def note_trouble(pk: int, sending: int, trouble: str) -> None:
    """Remember why the letter does not arrive, for whoever looks at the list."""
    Invitation.objects.filter(pk=pk, sending=sending).update(trouble=trouble)
