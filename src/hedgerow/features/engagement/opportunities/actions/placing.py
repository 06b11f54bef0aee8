"""Giving places to people, and what having one is: enrolled in what the opportunity runs as."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.errors import NotOpen
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import add_all, change_all

from . import checks, holding, line, running, standing
from .authority import through
from .hearing import hear
from .telling import tell_of

GIVES = (Opportunity.State.OPEN, Opportunity.State.CLOSED)
STANDING = (
    "state", "asked_at", "expires_at", "ended_at", "enrolment", "signed_up_by", "origin",
)  # fmt: skip


@transaction.atomic
def give_place(opportunity: Opportunity, person: Person, *, by: Actor, at: datetime) -> SignUp:
    """Give a person a place, whatever ages and dates it says; raises what ``give_places`` raises."""
    return give_places(opportunity, [person], by=by, at=at)[0]


@transaction.atomic
def give_places(
    opportunity: Opportunity, people: Iterable[Person], *, by: Actor, at: datetime
) -> list[SignUp]:
    """Give each of these people a place, whatever ages and dates it says, or none of them.

    For those who offer it, and for what matches people with places. Who has a place keeps it; the
    sign-ups come in the order of the people, each once.

    Raises NotFound, NotPermitted, NotOpen where it is a draft or put away, ConsentNeeded, Full
    or HeldElsewhere where the places left are given to others.
    """
    row = checks.managed(opportunity, by)
    if row.state not in GIVES:
        raise NotOpen(title=row.said("title"))
    wanted = list({person.pk: person for person in people}.values())
    _require_seen(wanted, by)
    known = SignUp.objects.select_for_update().filter(opportunity=row, person__in=wanted)
    there = {one.person_id: one for one in known}
    lacking = [
        one for one in wanted
        if one.pk not in there or there[one.pk].state != SignUp.State.PLACED
    ]  # fmt: skip
    standing.require_consents(row, lacking)
    new = [one for one in lacking if not _holds(there.get(one.pk))]
    holding.require_places(row, new)
    for person in lacking:
        mine = there.setdefault(person.pk, _asked(row, person, at))
        mine.person = person
        mine.signed_up_by_id, mine.origin = by.person_id, by.origin
    place(row, [there[one.pk] for one in lacking], by, at, new=len(new))
    for person in lacking:
        hear(row, there[person.pk], at)
    return [there[one.pk] for one in wanted]


def place(row: Opportunity, found: Sequence[SignUp], by: Actor, at: datetime, *, new: int) -> None:
    """Enrol these people of a locked row; ``new`` of them held no place before.

    Raises NotOpen where nobody signs up for it, and what enrolling raises.
    """
    if not found:
        return
    if row.activity is None:
        running.run(row, by, at)
        row.save()
    activity = row.activity
    if activity is None:
        raise NotOpen(title=row.said("title"))
    starts = max(day_in(row.ecosystem, at), activity.starts)
    rows = [
        {"activity_id": activity.pk, "person_id": one.person_id, "starts": starts, "again": True}
        for one in found
    ]
    # what is held was asked before: here, or when the place was offered
    activities.enrol_many(row.ecosystem, rows, takes_held=True, by=through(row, by), at=at)
    places = Enrolment.objects.filter(
        activity=activity, person__in=[one.person_id for one in found]
    )
    last = {one.person_id: one for one in places.order_by("starts", "pk")}
    for one in found:
        one.enrolment = last[one.person_id]
        one.state, one.expires_at, one.ended_at = SignUp.State.PLACED, None, None
    add_all(SignUp, [one for one in found if one.pk is None])
    change_all(SignUp, [one for one in found if one.pk is not None], STANDING)
    if new:
        line.held(row, new)
    for one in found:
        tell_of("place_taken", row, one, by=by, at=at)


def _require_seen(people: Sequence[Person], by: Actor) -> None:
    pks = [one.pk for one in people]
    seen = Person.objects.visible_to(by).filter(pk__in=pks, erased_at=None)
    if set(seen.values_list("pk", flat=True)) != set(pks):
        raise NotFound


def _holds(sign_up: SignUp | None) -> bool:
    return sign_up is not None and sign_up.state in SignUp.HOLDING


def _asked(row: Opportunity, person: Person, at: datetime) -> SignUp:
    return SignUp(ecosystem=row.ecosystem, opportunity=row, person=person, asked_at=at)
