"""A letter leaves: what it says, and what becomes of it."""

from datetime import datetime
from email.utils import format_datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.proved import proved_address
from hedgerow.commons.people.models import Person
from hedgerow.foundation.ui.speaking import reading_as, words_in

from ..kinds import Pace, find
from ..models import Letter, Notice
from ..subscriptions import unsubscribe_token

SECONDS: Final = 20
NO_ADDRESS, NOTHING_LEFT, REFUSED, GIVEN_UP = (
    "no_proved_address",
    "nothing_left",
    "refused",
    "given_up",
)


def site_root() -> str:
    """Where this installation is found, for links in mail that no request asked for."""
    return str(settings.HEDGEROW_HERE).rstrip("/")


def letter_to_send(pk: int) -> Letter | None:
    """The letter if it is still to leave."""
    rows = Letter.objects.filter(pk=pk, state=Letter.State.WAITING)
    return rows.select_related("person").first()


def contents(letter: Letter, at: datetime) -> list[Notice]:
    """What the letter may still tell its person: not of a learner whom they may not see by now."""
    reader = actor_of(letter.person_id, via="job", at=at)
    rows = letter.notices.all().visible_to(reader)
    return list(rows.select_related("ecosystem", "person").order_by("at", "pk"))


def address_for(person: Person) -> str:
    """Where mail may go: an address that the person has proved; empty if there is none."""
    return "" if person.erased_at else proved_address(person)


def message_id(letter: Letter) -> str:
    """The same however often the letter is tried, so that a mailbox can tell that it has it."""
    return f"<{letter.uuid}@{urlsplit(site_root()).hostname}>"


def send(letter: Letter, notices: list[Notice], address: str) -> None:
    """Mail it; raises what the mail server answers."""
    language, root = frame_of(notices[-1]), site_root()
    kind = notices[0].kind if letter.pace == Pace.AT_ONCE else letter.pace
    known = find(kind)
    may_stop = known is None or known.optional
    stop = root + reverse("unsubscribe", args=[unsubscribe_token(letter.person, kind)])
    with reading_as(language):
        said = {
            "notices": [(one, root + one.path if one.path else "") for one in notices],
            "many": letter.pace != Pace.AT_ONCE,
            "stop": stop if may_stop else "",
            "choose": root + reverse("notices"),
            "name": letter.person.called or letter.person.name,
        }
        text = render_to_string("notices/mail/letter.txt", said)
        subject = notices[0].subject if len(notices) == 1 else _together(len(notices))
    subject = " ".join(subject.split())  # a title may hold the end of a line, a header none
    headers = {
        "Message-ID": message_id(letter),
        "Date": format_datetime(letter.due_at),
        "Auto-Submitted": "auto-generated",
        "Content-Language": ", ".join(
            dict.fromkeys([language, *(one.language for one in notices)])
        ),
    }
    if may_stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    EmailMessage(
        subject=subject, body=text, to=[address], headers=headers,
        connection=get_connection(timeout=SECONDS),
    ).send()  # fmt: skip


def frame_of(notice: Notice) -> str:
    """The language of the words around it: its own, else its reader's, else its ecosystem's."""
    return words_in(notice.language, notice.person.language, *notice.ecosystem.languages)


def _together(n: int) -> str:
    return ngettext("%(n)s thing you were told", "%(n)s things you were told", n) % {"n": n}


def note_try(letter: Letter) -> None:
    """Count a try before it is made."""
    Letter.objects.filter(pk=letter.pk).update(tries=F("tries") + 1)


def note_sent(letter: Letter, at: datetime) -> None:
    open_ = (Letter.State.WAITING, Letter.State.GIVEN_UP)  # the last try counts as well
    Letter.objects.filter(pk=letter.pk, state__in=open_).update(
        state=Letter.State.SENT, sent_at=at, trouble=""
    )


def note_end(letter: Letter, state: str, trouble: str) -> None:
    """Remember that it does not leave, and why."""
    Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING).update(
        state=state, trouble=trouble
    )
