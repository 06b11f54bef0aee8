"""Note an opening; forget old ones; forget a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hedgerow.foundation.accesslog.models import Opening
from hedgerow.foundation.permissions import Actor


def opened(
    learner: int, *, by: Actor, at: datetime, what: str, ecosystem: int | None, why: str = ""
) -> None:
    """Note that ``by`` was shown part ``what`` of a learner's record (person id).

    ``why`` is what the reader gave as reason, if the page asks for one (at most 200 characters are
    kept). Learners who open their own record are not noted.
    """
    opened_each([learner], by=by, at=at, what=what, ecosystem=ecosystem, why=why)


def opened_each(
    learners: Collection[int],
    *,
    by: Actor,
    at: datetime,
    what: str,
    ecosystem: int | None,
    why: str = "",
) -> None:
    """The same of several whose records were shown together. One query."""
    Opening.objects.bulk_create(
        Opening(
            at=at,
            ecosystem=ecosystem,
            learner=learner,
            by_person=by.person_id,
            via=by.via,
            on_behalf_of=by.on_behalf_of,
            what=what,
            why=why[:200],
        )
        for learner in learners
        if by.person_id != learner
    )


def forget_openings(before: datetime) -> int:
    """Delete openings from before then; return how many."""
    return Opening.objects.filter(at__lt=before).delete()[0]


def forget_learner(learner: int) -> int:
    """Delete every opening of an erased learner's record; return how many.

    What the person opened of others stays: it belongs to their answer.
    """
    return Opening.objects.filter(learner=learner).delete()[0]


def hand_over_openings(learner: int, to: int) -> int:
    """Let openings of one record be those of another, which is the same learner's; how many."""
    return Opening.objects.filter(learner=learner).update(learner=to)
