"""Letters that somebody waits for leave at once, when what they are about is saved."""

import logging
from collections.abc import Callable
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import send_mail
from django.db import transaction

from hedgerow.foundation.installation.faults import kind

log = logging.getLogger(__name__)
FOR_GOOD = 500
"""SMTP: from this code on, asking again is useless."""


def send_on_commit(
    subject: str, text: str, to: str, *, later: Callable[[], object] | None = None
) -> None:
    """Mail a letter once what it is about is saved; of a mail server that fails, the log tells.

    ``later`` is called then, but for an address that is refused for good.
    """
    transaction.on_commit(lambda: _leave(subject, text, to, later), robust=True)


def _leave(subject: str, text: str, to: str, later: Callable[[], object] | None) -> None:
    try:
        send_mail(subject, text, None, [to])
    except (OSError, SMTPException) as error:
        again = later is not None and not is_for_good(error)
        log.warning("a letter did not leave: %s%s", kind(error), "; tried again" if again else "")
        if later is not None and again:
            later()


def is_for_good(error: Exception) -> bool:
    """Whether the mail server knows no such address, whenever it is asked."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return min(code for code, _text in error.recipients.values()) >= FOR_GOOD
