"""Remind those who have not chosen yet."""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hedgerow.commons.people.models import Guardian
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

from ..errors import RemindedLately
from ..models import Round
from ..queries.choosers import missing
from .checks import State, run_by, tell

JOB = "choice.remind"
PAUSE = timedelta(hours=20)
SECONDS = 20


@transaction.atomic
def remind(row: Round, root: str, *, by: Actor, at: datetime) -> int:
    """Write to learners without a list and to their guardians, where an address is known; how many
    learners that are. ``root`` is where pages are.

    Raises NotFound, NotPermitted, NotInThisState, or RemindedLately within a day.
    """
    found = run_by(row, by, State.OPEN)
    if found.reminded_at is not None and at - found.reminded_at < PAUSE:
        raise RemindedLately
    learners = missing(found).count()
    found.reminded_at = at
    found.save(update_fields=["reminded_at"])
    args = {"round": str(found.uuid), "root": root}
    jobs.enqueue(JOB, args, ecosystem=found.ecosystem_id, slot=f"{found.uuid}:{at.isoformat()}")
    tell("reminded", found, by=by, at=at, payload={"learners": learners})
    return learners


def letters(row: Round) -> list[tuple[str, str, str]]:
    """Address, language and name of whom to write to: each address once."""
    learners = missing(row)
    found = {
        email: (language, name)
        for email, language, name in learners.exclude(email="").values_list(
            "email", "language", "name"
        )
    }
    ties = Guardian.objects.filter(
        ecosystem=row.ecosystem_id, barred=False, ends=None, learner__in=learners.values("pk")
    ).exclude(guardian__email="")
    for email, language, name in ties.values_list(
        "guardian__email", "guardian__language", "learner__name"
    ):
        found.setdefault(email, (language, name))
    return [(email, language, name) for email, (language, name) in sorted(found.items())]


def send_reminder(row: Round, root: str, email: str, language: str, name: str) -> None:
    """Mail one reminder; raises what the mail server answers."""
    ecosystem = row.ecosystem
    with translation.override(language or (ecosystem.languages or ["en"])[0]):
        url = root.rstrip("/") + reverse("choice-round", args=[ecosystem.slug, row.uuid])
        said = {"round": row.title, "name": name, "until": row.closes_on, "url": url,
                "ecosystem": ecosystem.name}  # fmt: skip
        text = render_to_string("choice/mail/reminder.txt", said)
        subject = " ".join((_("%(round)s: please choose") % said).split())
    EmailMessage(
        subject=subject, body=text, to=[email], connection=get_connection(timeout=SECONDS)
    ).send()
