"""What came of a round for one learner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from hedgerow.commons.membership.errors import NeedsGuardian
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.queries import Barrier
from hedgerow.foundation.permissions import Actor

from ..models import Criterion, Offer, Outcome, Refill, Round
from ..permissions import RUN_ROUNDS
from .barred import in_the_way
from .coming import RELATED, when_of, where_of
from .enrolled import unenrolled
from .wording import answer_in_words, result_in_words, what_next, why_in_words

State = Round.State


@dataclass(frozen=True, slots=True)
class Result:
    """What the learner got and why; what is offered besides, and what can be answered."""

    text: str
    why: Sequence[str]
    offer: str
    activity: UUID | None
    answer: str
    answer_label: Any
    refilled: bool
    offered: str
    may_answer: bool
    may_give_back: bool
    may_ask_again: bool
    until: date | None
    next: str = ""
    waits: str = ""
    waits_next: str = ""
    may_agree: bool = False
    when: str = ""
    where: Sequence[str] = ()
    taken_out: date | None = None
    taken_out_of: str = ""
    may_enrol: bool = False
    is_enrolled: bool = False


def result_of(actor: Actor, row: Round, person: Person, may: bool, day: date) -> Result | None:
    rows = Outcome.objects.visible_to(actor).filter(round=row, person=person)
    found = rows.select_related(*RELATED, "person", "taken_out_of").first()
    if found is None or row.state not in (State.PUBLISHED, State.OVER):
        return None
    name = "" if actor.person_id == person.pk else person.called or person.name
    waiting = _waiting(row, person).select_related("took").first()
    answers = row.state == State.PUBLISHED and (row.answer_by is None or day <= row.answer_by)
    open_ = answers and found.answer != Outcome.Answer.GIVEN_BACK
    may_run = actor.may(RUN_ROUNDS, row.ecosystem_id)
    runs = answers and may_run
    out = found.taken_out_on
    activity = found.offer.activity if found.offer else None
    enrolled = activity is not None and not unenrolled().filter(pk=found.pk).exists()
    asks = open_ and activity is not None and not enrolled
    barrier = in_the_way(row, [found], timezone.now()).get(found.pk) if asks else None
    return Result(
        text=result_in_words(found, name),
        why=reasons_in(row)(found, name),
        offer=found.offer.said("title") if found.offer else "",
        activity=activity.uuid if activity else None,
        answer=found.answer,
        answer_label=answer_in_words(found, is_enrolled=enrolled),
        refilled=found.refilled,
        offered=waiting.took.said("title") if waiting else "",
        may_answer=open_ and may,
        may_give_back=open_ and (may or runs),
        may_ask_again=answers and not open_ and ((may and out is None) or runs),
        until=row.answer_by,
        next=_next(row, found, day),
        waits=str(barrier.error) if barrier else "",
        waits_next=str(barrier.error.next_step) if barrier else "",
        may_agree=may and actor.person_id != person.pk and _asks_guardian(barrier),
        when=when_of(found.offer),
        where=where_of(found.offer),
        taken_out=out,
        taken_out_of=found.taken_out_of.said("title") if found.taken_out_of else "",
        may_enrol=out is not None and may_run,
        is_enrolled=enrolled,
    )


def _asks_guardian(barrier: Barrier | None) -> bool:
    return barrier is not None and isinstance(barrier.error, NeedsGuardian)


def _next(row: Round, found: Outcome, day: date) -> str:
    """What can be done by who got no place."""
    if found.offer is not None or found.answer == Outcome.Answer.GIVEN_BACK:
        return ""
    return what_next(row, day)


def reasons_in(*rows: Round) -> Callable[[Outcome, str], list[str]]:
    """What says of an outcome why each better wish was not granted; the name as others read it."""
    offers = {one.pk: one for one in Offer.objects.filter(round__in=rows).only("title", "told")}
    judged = Criterion.objects.filter(round__in=rows).only("title", "told")
    rules = {one.pk: one for one in judged}

    def why(outcome: Outcome, name: str) -> list[str]:
        titles = {pk: one.said("title") for pk, one in offers.items()}
        said = {pk: one.said("title") for pk, one in rules.items()}
        return [why_in_words(one, titles, said, name) for one in _still(outcome)]

    return why


def _still(outcome: Outcome) -> list[dict[str, Any]]:
    """The refusals that still hold: who moved up by a seat that came free has fewer."""
    refusals = list(outcome.refusals)
    if not outcome.refilled or outcome.offer_id is None:
        return refusals
    ids = [one["offer"] for one in refusals]
    return refusals[: ids.index(outcome.offer_id)] if outcome.offer_id in ids else refusals


def _waiting(row: Round, person: Person) -> QuerySet[Refill]:
    return Refill.objects.filter(round=row, person=person, answer=Refill.Answer.WAITING)
