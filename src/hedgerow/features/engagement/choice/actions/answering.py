"""A learner's answer to a place, and to a better one that is offered."""

from datetime import datetime

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.people.models import Person
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import NoPlace, NotInThisState, NotYoursToDecide, Overdue
from ..models import Outcome, Refill, Round, Wish
from ..permissions import RUN_ROUNDS
from ..queries.barred import agreed_by_guardians
from ..queries.choosers import decides
from .checks import State, locked, tell
from .leaving import end_enrolment
from .refilling import refill_round, settle, waiting_in

Given = Outcome.Answer


@transaction.atomic
def accept_place(row: Round, person: Person, *, by: Actor, at: datetime) -> Outcome:
    """Say yes to the place; who says nothing keeps it too.

    Raises NotFound, Closed, NotInThisState, NotYoursToDecide, Overdue or NoPlace.
    """
    found, mine = asked(row, person, by, at)
    if mine.offer_id is None:
        raise NoPlace
    is_yes = mine.answer == Given.ACCEPTED and by.person_id == person.pk
    if is_yes and agreed_by_guardians(found, [mine]):  # what a guardian said is not overwritten
        return mine
    _answer(mine, Given.ACCEPTED, by, at)
    _tell("place_accepted", found, person, by, at)
    return mine


@transaction.atomic
def give_back(row: Round, person: Person, *, by: Actor, at: datetime) -> Outcome:
    """Give the place back, or stop waiting for one; the seat goes on to who wanted it most.

    An enrolment there ends that day. Whoever runs the round does so for a learner who has moved away.
    Raises NotFound, Closed, NotInThisState, NotYoursToDecide, Overdue or NoPlace.
    """
    found, mine = asked(row, person, by, at, or_run=True)
    if mine.answer == Given.GIVEN_BACK:
        raise NoPlace
    left, mine.offer, mine.reserve, mine.rank = mine.offer, None, None, None
    _answer(mine, Given.GIVEN_BACK, by, at, "offer", "reserve", "rank")
    end_enrolment(left, person, by=by, at=at)
    waiting_in(found, person).update(answer=Refill.Answer.LAPSED, answered_at=at)
    _tell("place_given_back", found, person, by, at)
    refill_round(found, by=by, at=at)
    return mine


@transaction.atomic
def take_offered(row: Round, person: Person, *, by: Actor, at: datetime) -> Outcome:
    """Take the better place that was offered; the one held before goes on, and its enrolment ends.

    Raises NotFound, Closed, NotInThisState, NotYoursToDecide, Overdue or NoPlace.
    """
    found, mine = asked(row, person, by, at)
    offered = waiting_in(found, person).first()
    if offered is None:
        raise NoPlace
    own = Wish.objects.get(wish_list__round=found, wish_list__person=person, offer=offered.took_id)
    left, mine.offer_id, mine.reserve_id, mine.rank = (
        mine.offer, offered.took_id, offered.reserve_id, own.position
    )  # fmt: skip
    mine.refilled = True
    _answer(mine, Given.ACCEPTED, by, at, "offer", "reserve", "rank", "refilled")
    end_enrolment(left, person, by=by, at=at)
    settle(offered, Refill.Answer.TAKEN, at)
    _tell("offered_place_taken", found, person, by, at)
    refill_round(found, by=by, at=at)
    return mine


@transaction.atomic
def keep_place(row: Round, person: Person, *, by: Actor, at: datetime) -> Outcome:
    """Stay where one is; the better place that was offered goes on.

    Raises NotFound, Closed, NotInThisState, NotYoursToDecide, Overdue or NoPlace.
    """
    found, mine = asked(row, person, by, at)
    offered = waiting_in(found, person).first()
    if offered is None:
        raise NoPlace
    own = Wish.objects.filter(wish_list__round=found, wish_list__person=person)
    own.filter(offer=offered.took_id).update(declined=True)
    _answer(mine, Given.ACCEPTED, by, at)
    settle(offered, Refill.Answer.KEPT, at)
    _tell("place_kept", found, person, by, at)
    refill_round(found, by=by, at=at)
    return mine


def asked(
    row: Round, person: Person, by: Actor, at: datetime, *, or_run: bool = False
) -> tuple[Round, Outcome]:
    """The round, locked, and the learner's outcome, for who decides for the learner."""
    found = locked(row, by)
    mine = Outcome.objects.visible_to(by).select_related("offer__activity", "round")
    outcome = mine.filter(round=found, person=person).first()
    if outcome is None:
        raise NotFound
    require_open(by, found.ecosystem_id)
    runs = or_run and by.may(RUN_ROUNDS, found.ecosystem_id)
    if not (by.steward or runs or decides(found, person, by, at)):
        raise NotYoursToDecide
    if found.state != State.PUBLISHED:
        raise NotInThisState
    late = found.answer_by is not None and day_in(found.ecosystem, at) > found.answer_by
    if late and not runs and not by.steward:
        raise Overdue
    return found, outcome


def _answer(mine: Outcome, answer: str, by: Actor, at: datetime, *more: str) -> None:
    mine.answer, mine.answered_at, mine.answered_by_id = answer, at, by.person_id
    mine.save(update_fields=["answer", "answered_at", "answered_by", *more])


def _tell(kind: str, row: Round, person: Person, by: Actor, at: datetime) -> None:
    tell(kind, row, by=by, at=at, about=[("people.person", person.uuid)])
