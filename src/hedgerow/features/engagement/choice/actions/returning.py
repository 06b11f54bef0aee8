"""Being in a round again after its place was given back."""

from datetime import datetime

from django.db import transaction

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.actions.authority import through
from hedgerow.foundation.permissions import Actor

from ..errors import NotInThisState, NotYoursToDecide
from ..models import Outcome, Round
from ..permissions import RUN_ROUNDS
from ..queries.enrolled import placed_in_activities, unenrolled
from .answering import asked
from .checks import tell
from .enrolling import enrol_some
from .refilling import refill_round


@transaction.atomic
def ask_again(row: Round, person: Person, *, by: Actor, at: datetime) -> Outcome:
    """Ask for a place after all: one gets what is free of one's list, and else waits for a seat.

    By the order of the round, as everybody else; nobody loses a place. Where learners of the round are
    enrolled already, so is who has the place again, as far as nothing is in the way. For who was taken
    out of the activity only who runs the round asks.

    Raises NotFound, Closed, NotInThisState, NotYoursToDecide or Overdue.
    """
    found, mine = asked(row, person, by, at, or_run=True)
    if mine.answer != Outcome.Answer.GIVEN_BACK:
        raise NotInThisState
    if mine.taken_out_of_id and not (by.steward or by.may(RUN_ROUNDS, found.ecosystem_id)):
        raise NotYoursToDecide
    mine.taken_out_of = mine.taken_out_on = None
    mine.answer, mine.answered_at, mine.answered_by = Outcome.Answer.WAITING, None, None
    mine.save()
    tell("place_asked_again", found, by=by, at=at, about=[("people.person", person.uuid)])
    refill_round(found, by=by, at=at)
    again = unenrolled().filter(pk=mine.pk).first()
    if again is not None and _enrols(found, again):
        enrol_some(found, [again], by=through(found, by), at=at)
    return Outcome.objects.select_related("offer", "round").get(pk=mine.pk)


def _enrols(row: Round, mine: Outcome) -> bool:
    """Whether who was placed is enrolled already: this learner before, or others."""
    before = Enrolment.objects.filter(
        activity=mine.offer.activity_id if mine.offer else None, person=mine.person_id
    )
    others = placed_in_activities().filter(round=row).exclude(pk__in=unenrolled())
    return before.exists() or others.exists()
