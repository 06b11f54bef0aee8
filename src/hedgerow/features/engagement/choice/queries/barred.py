"""What stands in the way of learners to the places of a round that are those of opportunities."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import GIVEN, Barrier, barriers
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.permissions import Actor

from ..errors import ActivityOver
from ..models import Offer, Outcome, Round, WishList
from .enrolled import RELATED, unenrolled

Answer = Outcome.Answer
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody with a place in whose way something stands, and what to do about it."""

    person: UUID
    name: str
    offer: str
    code: str
    reason: str
    next_step: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Out:
    """Somebody who was taken out of the activity of their place; ``last`` is the last day there."""

    person: UUID
    name: str
    offer: str
    last: date


def never_for(row: Round, person: Person, at: datetime) -> dict[int, Refused]:
    """Offers that the learner could never be enrolled in, and why. As many queries for any number."""
    return {offer: error for (offer, _one), error in nevers(row, [person], at).items()}


def nevers(row: Round, people: Collection[Person], at: datetime) -> dict[tuple[int, int], Refused]:
    """The same for many: by offer and learner."""
    offers = Offer.objects.filter(round=row, opportunity__isnull=False)
    known = {one.opportunity: one.pk for one in offers.select_related("opportunity__ecosystem")}
    rows = {one.pk: one for one in known if one is not None}
    by_pk = {one.pk: pk for one, pk in known.items() if one is not None}
    return {
        (by_pk[of], person): barrier.error
        for (of, person), barrier in barriers(list(rows.values()), people, at).items()
        if barrier.lasts
    }


def in_the_way(row: Round, places: Collection[Outcome], at: datetime) -> dict[int, Barrier]:
    """By outcome, what keeps somebody from being enrolled; how many places are left is not asked."""
    found: dict[int, Barrier] = {}
    asked: dict[tuple[int, int], Outcome] = {}
    rows: dict[int, Opportunity] = {}
    for one in places:
        activity = one.offer.activity if one.offer else None
        if activity is not None and activity.state != Activity.State.OPEN:
            found[one.pk] = Barrier(ActivityOver(title=activity.said("title")), lasts=True)
        if opportunity := one.offer.opportunity if one.offer else None:
            rows[opportunity.pk] = opportunity
            asked[opportunity.pk, one.person_id] = one
    yes = agreed_by_guardians(row, places)
    agreed = {pair for pair in asked if pair[1] in yes}
    people = {one.person_id: one.person for one in asked.values()}
    stands = barriers([*rows.values()], [*people.values()], at, agreed, asked)
    return found | {asked[pair].pk: barrier for pair, barrier in stands.items()}


def agreed_by_guardians(row: Round, places: Collection[Outcome]) -> set[int]:
    """For whom a guardian has chosen, or has accepted the place; what staff did for them is no yes."""
    people = [one.person_id for one in places]
    tied = Guardian.objects.seeing().filter(
        ecosystem=row.ecosystem_id, learner__in=people, ends=None
    )
    ties = {*tied.values_list("learner_id", "guardian_id")}
    lists = WishList.objects.filter(round=row, person__in=people, saved_by__isnull=False)
    chosen = {
        person for person, by in lists.values_list("person", "saved_by") if (person, by) in ties
    }
    accepted = {
        one.person_id
        for one in places
        if one.answer == Answer.ACCEPTED and (one.person_id, one.answered_by_id) in ties
    }
    return chosen | accepted


def named_to(actor: Actor, places: Collection[Outcome]) -> list[Outcome]:
    """Those of them whom a list may name: nobody from whom the actor is barred."""
    rows = Outcome.objects.filter(not_barred(actor, "person"), pk__in=[one.pk for one in places])
    named = set(rows.values_list("pk", flat=True)) if places else set()
    return [one for one in places if one.pk in named]


def left_of(one: Outcome, barrier: Barrier) -> Left:
    return Left(
        one.person.uuid, one.person.called or one.person.name, one.offer.said("title") if one.offer else "",
        barrier.error.code, str(barrier.error), str(barrier.error.next_step),
        waits=not barrier.lasts,
    )  # fmt: skip


def out_in(actor: Actor, row: Round) -> list[Out]:
    """Those who were taken out of the activity in which they had a place."""
    rows = Outcome.objects.filter(not_barred(actor, "person"), round=row, person__erased_at=None)
    out = rows.exclude(taken_out_of=None).select_related("person", "taken_out_of").order_by("pk")
    return [
        Out(
            one.person.uuid,
            one.person.called or one.person.name,
            one.taken_out_of.said("title"),
            last,
        )
        for one in out
        if one.taken_out_of is not None and (last := one.taken_out_on) is not None
    ]


def waits_to_enrol(actor: Actor, row: Round, at: datetime) -> list[Left]:
    """Those who are not enrolled and cannot be now."""
    rows = unenrolled().filter(not_barred(actor, "person"), round=row)
    # hundreds share an offer, its activity and its opportunity, which are told in many languages
    shared = rows.select_related(None).prefetch_related(*RELATED)
    places = list(shared[: 10 * MOST_SHOWN])
    stands = in_the_way(row, places, at)
    return [left_of(one, stands[one.pk]) for one in places if one.pk in stands][:MOST_SHOWN]


def not_offered(row: Round) -> list[str]:
    """Titles of what the round has and its opportunities offer no more: left out when it is run."""
    rows = Offer.objects.filter(round=row, opportunity__isnull=False)
    gone = rows.exclude(opportunity__state__in=GIVEN).order_by("position", "pk")
    return [one.said("title") for one in gone]
