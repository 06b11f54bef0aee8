"""What ``hedgerow doctor`` looks at: letters that the mail server has not taken so far."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max, Min

from hedgerow.commons.membership.actions import address_letters, letters, link_letters, told_letters
from hedgerow.foundation.installation.checked import Check
from hedgerow.foundation.jobs.models import Job

from .actions.telling import LETTER

NAME = "letters"
KINDS = (
    LETTER, letters.LETTER, link_letters.LETTER, told_letters.LETTER,
    address_letters.LINK, address_letters.CHANGED,
)  # fmt: skip


def checks(now: datetime) -> Iterator[Check]:
    """How many letters were tried and wait to be tried again, and since when."""
    waiting = Job.objects.filter(state=Job.State.READY, name__in=KINDS, attempts__gt=0)
    told = waiting.aggregate(first=Min("created_at"), tries=Max("attempts"), next=Min("run_at"))
    n = waiting.count()
    if not n:
        yield Check(NAME, True, "none waits to be tried again")
        return
    found = (
        f"{n} did not leave so far, the oldest of {told['first']:%Y-%m-%d %H:%M} UTC, tried up to "
        f"{told['tries']} times; next try {told['next']:%Y-%m-%d %H:%M} UTC"
    )
    advice = "See what is said of mail above. They are tried again by themselves, for a day or two."
    yield Check(NAME, False, found, advice)
