"""Enrol who was placed, by the rules of what they were placed in."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.activities.actions import enrol_many
from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.errors import Full
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import (
    GIVEN,
    Barrier,
    kept_for,
    placed_among,
    places_left,
    seated_in,
)
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome as Done

from ..errors import NobodyToEnrol, NoPlace, NotOffered, PlacesTaken
from ..models import Outcome, Round
from ..queries.barred import Left, Out, in_the_way, left_of, named_to, out_in
from ..queries.claims import claims
from ..queries.enrolled import placed_in_activities, unenrolled
from .checks import State, run_by, tell
from .letting_go import again, let_go_of_gone


@dataclass(frozen=True, slots=True)
class Enrolled(Done):
    """How many places were new, who could not be enrolled, with why, and who was taken out before."""

    left: Sequence[Left] = ()
    taken_out: Sequence[Out] = ()


@transaction.atomic
def enrol_placed(row: Round, *, by: Actor, at: datetime) -> Enrolled:
    """Enrol everybody who has a place in an activity, at once; who is enrolled already stays so.

    Where it is an opportunity's, what that asks is asked: who lacks an answer keeps the place of the
    round and is enrolled when this is done again. Never more than there are places, and nobody who
    was taken out of the activity since: their places have gone on, ``enrol_one`` asks for one again.

    Raises NotFound, NotPermitted, NotInThisState, NobodyToEnrol, and what ``enrol_many`` raises.
    """
    found = run_by(row, by, State.PUBLISHED, State.OVER)
    let_go_of_gone(found, by=by, at=at)
    there = placed_in_activities().filter(round=found).count()
    out = out_in(by, found)
    if not there and not out:
        raise NobodyToEnrol
    missing = list(unenrolled().filter(round=found))
    done = enrol_some(found, missing, by=by, at=at)
    tell("placed_enrolled", found, by=by, at=at, payload={"places": done.new})
    kept = there - len(missing) + done.unchanged
    return Enrolled(done.new, done.changed, kept, done.left, out)


@transaction.atomic
def enrol_one(row: Round, person: Person, *, by: Actor, at: datetime) -> Enrolled:
    """Enrol one learner who has a place and is not enrolled, or was taken out where a seat is left.

    Raises NotFound, NotPermitted, NotInThisState, NoPlace, Full, what stands in the learner's way, and
    what ``enrol_many`` raises.
    """
    found = run_by(row, by, State.PUBLISHED, State.OVER)
    mine = Outcome.objects.visible_to(by).filter(round=found, person=person).first()
    if mine is None:
        raise NotFound
    if mine.taken_out_of and not again(found, mine, by=by, at=at):
        raise Full(title=mine.taken_out_of.title)
    place = unenrolled().filter(pk=mine.pk).first()
    if place is None:
        raise NoPlace
    stands = _stands(found, [place], at)
    if place.pk in stands:
        raise stands[place.pk].error
    done = enrol_some(found, [place], by=by, at=at)
    about = [("people.person", person.uuid)]
    tell("placed_enrolled", found, by=by, at=at, about=about, payload={"places": 1})
    return done


def enrol_some(row: Round, places: Sequence[Outcome], *, by: Actor, at: datetime) -> Enrolled:
    """The same for some of them; an enrolment that was ended that day goes on as it was."""
    stands = _stands(row, places, at)
    day = day_in(row.ecosystem, at)
    rows = [_row(one, day) for one in places if one.pk not in stands]
    done = enrol_many(row.ecosystem, rows, takes_held=True, by=by, at=at) if rows else Done()
    left = named_to(by, [one for one in places if one.pk in stands])
    named = [left_of(one, stands[one.pk]) for one in left]
    return Enrolled(done.new, done.changed, done.unchanged, named)


def _stands(row: Round, places: Sequence[Outcome], at: datetime) -> dict[int, Barrier]:
    """By outcome, what stands in the way, places that are left no more included."""
    free, stands = _locked(row), in_the_way(row, places, at)
    _bound(places, free, stands)
    return stands


def require_places(row: Round) -> None:
    """Raise NotOffered or PlacesTaken where an opportunity has no more what the result gives.

    What other rounds have promised, or held before this one, is not there for it.
    """
    free = _locked(row)
    rows = Outcome.objects.filter(round=row, offer__opportunity__isnull=False)
    places = list(rows.select_related("offer__opportunity"))
    there = _there(places)
    for found in filter(None, map(_of, places)):
        if found.state not in GIVEN:
            raise NotOffered(title=found.title)
    named = [(one.offer.opportunity_id, one.person_id) for one in places if one.offer]
    wanted = Counter(pk for pk, person in named if (pk, person) not in there)
    elsewhere = Counter[int]()
    for claim in claims(row, list(free)):
        elsewhere[claim.opportunity] += 0 if claim.is_later else claim.seats
    for pk, (title, left) in free.items():
        room = None if left is None else max(0, left - elsewhere[pk])
        if room is not None and wanted[pk] > room:
            raise PlacesTaken(title=title, left=room, placed=wanted[pk])


def _locked(row: Round) -> dict[int, tuple[str, int | None]]:
    """The title and the free places of each opportunity of the round, which are locked."""
    offered = Opportunity.objects.filter(pk__in=row.offers.values("opportunity"))
    rows = list(offered.select_for_update(of=("self",)).select_related("ecosystem").order_by("pk"))
    activities = Activity.objects.filter(
        pk__in=[one.activity_id for one in rows if one.activity_id]
    )
    list(activities.select_for_update().order_by("pk").values_list("pk"))
    return {one.pk: (one.title, places_left(one)) for one in rows}


def _bound(
    places: Sequence[Outcome], free: dict[int, tuple[str, int | None]], stands: dict[int, Barrier]
) -> None:
    """Note Full for those for whom no place is left; a promised one is left for whom it is promised to."""
    there, left = _there(places), {pk: places for pk, (_title, places) in free.items()}
    promised = _promised(places)
    for one in places:
        of = _of(one)
        if of is None or one.pk in stands or (of.pk, one.person_id) in there:
            continue
        room, kept = left[of.pk], promised[of.pk]
        if room is None:
            continue
        if room <= (0 if one.person_id in kept else len(kept)):
            stands[one.pk] = Barrier(Full(title=of.title), lasts=True)
        else:
            left[of.pk] = room - 1
            kept.discard(one.person_id)


def _promised(places: Collection[Outcome]) -> dict[int, set[int]]:
    """By opportunity, to whom published rounds, this or another, have promised a place there."""
    rows = {of.pk: of for one in places if (of := _of(one))}
    return {pk: set(kept_for(of, seated_in(of))) for pk, of in rows.items()}


def _there(places: Collection[Outcome]) -> set[tuple[int, int]]:
    rows = {of.pk: of for one in places if (of := _of(one))}
    return placed_among(list(rows.values()), [one.person_id for one in places])


def _of(one: Outcome) -> Opportunity | None:
    return one.offer.opportunity if one.offer else None


def _row(one: Outcome, day: Any) -> dict[str, Any]:
    activity = one.offer.activity if one.offer else None
    assert activity is not None  # noqa: S101 - only such places are read
    return {
        "activity_id": activity.pk, "person_id": one.person_id, "starts": max(activity.starts, day),
        "again": True,
    }  # fmt: skip
