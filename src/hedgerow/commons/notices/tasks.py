"""Letters leave when they are due; those of a day or week are put together."""

from smtplib import SMTPRecipientsRefused

from django.utils import timezone

from hedgerow.foundation import jobs

from .actions import digests, letters
from .actions.telling import LETTER
from .models import Letter

FOR_GOOD = 500  # SMTP: from here on, asking again is useless


@jobs.handler(LETTER)
def send_letter(job: jobs.Running) -> None:
    """Send one letter, unless it left, is unwanted by now, or has nowhere to go.

    Between the mail server's yes and our note of it lies a moment in which a kill has the letter
    sent again: no mail server can be asked whether it has taken one. It has the same Message-ID
    and Date then, by which mailboxes know it.
    """
    letter, now = letters.letter_to_send(int(job.args["letter"])), timezone.now()
    if letter is None:
        return
    address, notices = letters.address_for(letter.person), letters.contents(letter, now)
    if not notices or not address:
        why = letters.NO_ADDRESS if notices else letters.NOTHING_LEFT
        with job.last_step():
            letters.note_end(letter, Letter.State.DROPPED, why)
        return
    with job.step():
        letters.note_try(letter)
        if job.attempt >= job.max_attempts:  # noted before the last try, whose failure ends the job
            letters.note_end(letter, Letter.State.GIVEN_UP, letters.GIVEN_UP)
    try:
        letters.send(letter, notices, address)
    except SMTPRecipientsRefused as refusal:
        if min(code for code, _text in refusal.recipients.values()) < FOR_GOOD:
            raise
        with job.step():
            letters.note_end(letter, Letter.State.REFUSED, letters.REFUSED)
        raise jobs.Unrecoverable("the mail server refuses the address") from None
    with job.last_step():
        letters.note_sent(letter, timezone.now())


@jobs.handler("notices.compose")
def compose(job: jobs.Running) -> None:
    """Put together what is due, some people at a time; a killed worker's rest is found again."""
    now = timezone.now()
    while people := digests.waiting_people(now):
        with job.step():
            digests.compose(people, now)


jobs.every("notices.compose", minutes=15)
