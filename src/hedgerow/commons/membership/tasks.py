"""Letters leave, roles end unaided, and what was counted of signing in is forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.utils import timezone

from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.errors import Unrecoverable

from .actions import address_letters, letters, link_letters, told_letters
from .actions.at_once import is_for_good
from .actions.led_places import close_overdue
from .actions.left_overdue import close_left_overdue
from .actions.limits import forget_attempts
from .actions.links import make_sign_in_link
from .actions.own_address import forget_addresses
from .actions.sessions import forget_sessions

KEPT = timedelta(days=1)


@jobs.handler(letters.LETTER)
def send_invitation(job: jobs.Running) -> None:
    """Send one letter, unless it is withdrawn, accepted, too old or sent anew by now."""
    pk, sending = int(job.args["invitation"]), int(job.args["sending"])
    invitation = letters.letter_to_send(pk, sending, timezone.now())
    if invitation is None:
        return
    if job.attempt >= job.max_attempts:
        # noted before the last try, since what fails in it ends the job
        with job.step():
            letters.note_trouble(pk, sending, letters.GIVEN_UP)
    try:
        letters.send_letter(invitation, str(job.args["root"]))
    except SMTPRecipientsRefused as refusal:
        if not is_for_good(refusal):
            raise
        with job.step():
            letters.note_trouble(pk, sending, letters.REFUSED)
        raise Unrecoverable("the mail server refuses the address") from None
    with job.last_step():
        letters.note_sent(pk, sending, timezone.now())


@jobs.handler(link_letters.LETTER)
def send_link(job: jobs.Running) -> None:
    """Send a link to sign in that did not leave; none once half an hour has passed."""
    now = timezone.now()
    person = Person.objects.filter(pk=int(job.args["person"]), erased_at__isnull=True).first()
    address = link_letters.address_to_try(person, str(job.args["address"])) if person else ""
    if person is None or not address or now >= datetime.fromisoformat(str(job.args["until"])):
        return
    with job.step():  # before the letter: no other writer waits while a mail server thinks
        secret = make_sign_in_link(person, at=now, address=address)
    url = str(job.args["link"]).replace(link_letters.PLACE, secret)
    with _refused_for_good():
        link_letters.send_another_link(person, address, url, str(job.args["language"]))


@jobs.handler(told_letters.LETTER)
def send_told(job: jobs.Running) -> None:
    """Send a letter about what was done that did not leave at once."""
    with _refused_for_good():
        told_letters.send_told(job.args)


@jobs.handler(address_letters.LINK)
def send_address_link(job: jobs.Running) -> None:
    """Send a link to a new address that did not leave, while it can be opened."""
    asked, told = int(job.args["asked"]), str(job.args["hash"])
    link, language = str(job.args["link"]), str(job.args["language"])
    with _refused_for_good():
        address_letters.send_address_link(asked, told, link, language, timezone.now())


@jobs.handler(address_letters.CHANGED)
def send_address_changed(job: jobs.Running) -> None:
    """Tell an old address of the new one, as the letter did not leave at once."""
    former = int(job.args["former"])
    with _refused_for_good():
        address_letters.send_address_changed(former, str(job.args["language"]))
    with job.last_step():
        address_letters.forget_former(former)


@contextmanager
def _refused_for_good() -> Iterator[None]:
    """Passes over an address that the mail server does not know, whenever it is asked."""
    try:
        yield
    except SMTPRecipientsRefused as refusal:
        if not is_for_good(refusal):
            raise


@jobs.handler("membership.forget_attempts")
def forget(job: jobs.Running) -> None:
    """Delete counts of attempts to sign in that limit nobody any more, and sessions long over."""
    now = timezone.now()
    with job.last_step():
        forget_attempts(now - KEPT)
        forget_sessions(now)
        forget_addresses(now)


@jobs.handler("membership.close_led_places")
def close_led_places(job: jobs.Running) -> None:
    """Close what is led by roles whose last day has passed."""
    with job.last_step():
        close_overdue(timezone.now())


@jobs.handler("membership.close_left_places")
def close_left_places(job: jobs.Running) -> None:
    """End what people still have by roles whose last day has passed."""
    with job.last_step():
        close_left_overdue(timezone.now())


jobs.every("membership.forget_attempts", hours=1)
jobs.every("membership.close_led_places", hours=1)
jobs.every("membership.close_left_places", hours=6)
