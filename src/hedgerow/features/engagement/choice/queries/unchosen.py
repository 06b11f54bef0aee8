"""Which rounds somebody, or a ward of theirs, has not chosen in yet."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.membership.actions.standing import of_age_among
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.ties import wards_of
from hedgerow.foundation.permissions import Actor

from ..models import Outcome, Refill, Round, WishList

Pair = tuple[int, int]
Row = TypeVar("Row", Outcome, Refill)


def unchosen(actor: Actor, rows: Sequence[Round], at: datetime) -> list[tuple[Round, Person]]:
    """The actor and the wards for whom the actor decides, as far as the round is for them and
    nothing stands on their list; eight queries at most, however many rounds."""
    if actor.person_id is None or not rows:
        return []
    wards = wards_of(actor)
    mine = Q(pk=actor.person_id) | Q(pk__in={learner for _place, learner in wards})
    people = list(Person.objects.filter(mine, erased_at=None).order_by("sort_name", "pk"))
    of_round = _for_whom(rows, people, at)
    lists = WishList.objects.filter(round__in=rows, person__in=people)
    begun = set(lists.values_list("round_id", "person_id"))
    chosen = set(lists.filter(wishes__isnull=False).values_list("round_id", "person_id"))
    found = [
        (row, one)
        for row in rows
        for one in people
        if (one.pk == actor.person_id or (row.ecosystem_id, one.pk) in wards)
        and (row.pk, one.pk) in (of_round | begun) - chosen
    ]
    of_age = of_age_among([(row.ecosystem, one) for row, one in found], at)
    return [
        (row, one)
        for row, one in found
        if one.pk == actor.person_id or (row.ecosystem_id, one.pk) not in of_age
    ]


def answered_by(actor: Actor, rows: Iterable[Row], at: datetime) -> list[Row]:
    """Those of one's own, and of the wards for whom the actor decides. Two queries at most, however many."""
    found = list(rows)
    wards = [one for one in found if one.person_id != actor.person_id]
    of_age = of_age_among([(one.round.ecosystem, one.person) for one in wards], at)
    return [
        one
        for one in found
        if one.person_id == actor.person_id or (one.round.ecosystem_id, one.person_id) not in of_age
    ]


def _for_whom(rows: Sequence[Round], people: Collection[Person], at: datetime) -> set[Pair]:
    """Rounds and the persons who may choose in them, as ``choosers`` has it."""
    held = Assignment.objects.filter(
        ecosystem__in={row.ecosystem_id for row in rows}, person__in=people, role="learner"
    )
    places = GroupPlace.objects.filter(person__in=people, leads=False, ends=None)
    groups = set(places.values_list("group_id", "person_id"))
    return {
        (row.pk, role.person_id)
        for role in held
        for row in rows
        if _lets_choose(row, role, at)
        and (row.group_id is None or (row.group_id, role.person_id) in groups)
    }


def _lets_choose(row: Round, role: Assignment, at: datetime) -> bool:
    day = day_in(row.ecosystem, at)
    runs = role.starts <= day and (role.ends is None or role.ends >= day)
    grade = not row.grades or role.grade in row.grades
    site = row.site_id is None or role.organisation_id == row.site_id
    return role.ecosystem_id == row.ecosystem_id and runs and grade and site
