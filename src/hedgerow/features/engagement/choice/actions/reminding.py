"""Remind those who have not chosen yet."""

from datetime import datetime, timedelta

from django.db import transaction

from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

from ..errors import RemindedLately
from ..models import Outcome, Round
from ..queries.choosers import missing
from .checks import State, run_by, tell
from .hearing import hear_reminder, hear_results

JOB = "choice.remind"
RESULTS = "choice.tell_results"
PAUSE = timedelta(hours=20)
MANY = 50


@transaction.atomic
def remind(row: Round, *, by: Actor, at: datetime) -> int:
    """Have learners without a list told, and those who decide for them; how many learners that are.

    Raises NotFound, NotPermitted, NotInThisState, or RemindedLately within a day.
    """
    found = run_by(row, by, State.OPEN)
    if found.reminded_at is not None and at - found.reminded_at < PAUSE:
        raise RemindedLately
    learners = missing(found).count()
    found.reminded_at = at
    found.save(update_fields=["reminded_at"])
    args = {"round": str(found.uuid), "at": at.isoformat()}
    jobs.enqueue(JOB, args, ecosystem=found.ecosystem_id, slot=f"{found.uuid}:{at.isoformat()}")
    tell("reminded", found, by=by, at=at, payload={"learners": learners})
    return learners


def remind_some(row: Round, after: int, once: str, at: datetime) -> int | None:
    """Remind some of those who still wait, after that one; the last of them, None where none is."""
    if row.state != State.OPEN:
        return None
    people = list(missing(row).filter(pk__gt=after).order_by("pk")[:MANY])
    hear_reminder(row, people, once=once, at=at)
    return _last(people)


def tell_some_results(row: Round, after: int, at: datetime) -> int | None:
    """Tell some what they got, after that person; the last of them, None where none is."""
    rows = Outcome.objects.filter(round=row, person__gt=after, person__erased_at=None)
    found = list(rows.select_related("person", "offer").order_by("person")[:MANY])
    hear_results(row, found, once="result", at=at)
    return _last([one.person for one in found])


def _last(people: list[Person]) -> int | None:
    return people[-1].pk if people else None
