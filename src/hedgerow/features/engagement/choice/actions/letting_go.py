"""Places of learners who are taken out of the activity: they go on, and come back where a seat is left.

Who enrols and ends enrolments need not run the round: what they do there is done already.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation.permissions import Actor

from ..models import Outcome, Refill, Round
from ..queries.enrolled import gone_from, lost_in, rounds_gone_from
from .checks import AFTER, State, tell
from .refilling import refill_round, seat_of, waiting_in

Places = Collection[tuple[int, int]]
"""By activity and person."""


def let_go(places: Places, by: Actor, at: datetime) -> None:
    """Count the places of rounds in these activities as given back: nobody is enrolled in them any more."""
    for row in _rounds({one.round_id for one in lost_in(places)}):
        day = day_in(row.ecosystem, at)
        found = {one: day for one in lost_in(places) if one.round_id == row.pk}
        _let_go(row, found, by, at)


def let_go_of_gone(row: Round, *, by: Actor, at: datetime) -> None:
    """The same for those of a locked round whose enrolment had its last day since."""
    out = gone_from(row)
    rows = Outcome.objects.filter(pk__in=out).select_related("person", "offer").order_by("pk")
    _let_go(row, {one: out[one.pk] for one in rows}, by, at)


def let_go_of_all_gone(*, by: Actor, at: datetime) -> int:
    """The same in all rounds that give seats on; how many were gone through."""
    pks = list(rounds_gone_from().values_list("pk", flat=True))
    for pk in pks:
        with transaction.atomic():
            for row in _rounds({pk}):
                let_go_of_gone(row, by=by, at=at)
    return len(pks)


def take_up_again(places: Places, by: Actor, at: datetime) -> None:
    """Give who is enrolled again the place that they were taken out of, as far as a seat is left."""
    rows = Outcome.objects.filter(
        taken_out_of__activity__in={activity for activity, _who in places}
    )
    rows = rows.filter(person__in={who for _activity, who in places}).select_related("taken_out_of")
    wanted = set(places)
    for one in rows.order_by("pk"):
        left = one.taken_out_of
        if left is not None and (left.activity_id, one.person_id) in wanted:
            for row in _rounds({one.round_id}):
                again(row, one, by=by, at=at)


def again(row: Round, mine: Outcome, *, by: Actor, at: datetime) -> bool:
    """Give the place of a locked round again that the learner was taken out of; whether a seat was left."""
    seat = seat_of(row, mine.person_id, mine.taken_out_of_id)
    if seat is None:
        return False
    mine.offer, mine.reserve, mine.rank = seat
    mine.answer, mine.answered_at, mine.answered_by = Outcome.Answer.WAITING, None, None
    mine.taken_out_of = mine.taken_out_on = None
    mine.save()
    tell("place_taken_up_again", row, by=by, at=at, about=[("people.person", mine.person.uuid)])
    return True


def _let_go(row: Round, found: Mapping[Outcome, date], by: Actor, at: datetime) -> None:
    for one, day in found.items():
        one.taken_out_of, one.taken_out_on = one.offer, day
        one.offer = one.reserve = one.rank = None
        one.answer, one.answered_at = Outcome.Answer.GIVEN_BACK, at
        one.answered_by_id = by.person_id
        one.save()
        waiting_in(row, one.person).update(answer=Refill.Answer.LAPSED, answered_at=at)
        tell("place_lost", row, by=by, at=at, about=[("people.person", one.person.uuid)])
    if found and row.state == State.PUBLISHED:
        refill_round(row, by=by, at=at)


def _rounds(pks: Collection[int]) -> list[Round]:
    """These rounds, locked, as far as they are published."""
    rows = Round.objects.filter(pk__in=pks, state__in=AFTER).select_related("ecosystem")
    return list(rows.select_for_update(of=("self",)).order_by("pk")) if pks else []
