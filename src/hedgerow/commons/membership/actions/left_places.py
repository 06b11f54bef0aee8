"""What somebody has as a learner ends with the role: places in groups, and what apps above keep."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import change_all, in_parts

from ..gone import Ended, Gone, end_kept
from ..models import Assignment, GroupPlace
from .checks import within


class Over(NamedTuple):
    """A role that is over."""

    person: int
    role: str
    site: int | None
    ends: date


OVER = ("person", "role", "organisation", "ends")


@dataclass(frozen=True, slots=True)
class Left:
    """What ended with roles: places in groups, and of apps above."""

    places: list[GroupPlace] = field(default_factory=list)
    more: list[Ended] = field(default_factory=list)


def close_left(
    ecosystem: Ecosystem,
    roles: Iterable[Over],
    today: date,
    by: Actor,
    at: datetime,
    *,
    by_site: bool = True,
) -> Left:
    """End what people have by roles that are over by today, each on the last day of these roles.

    All of it where no role of theirs goes on; else what they have as learners of an organisation
    where they are learners no more, with ``by_site`` also of who is a learner at another. Nothing ends
    before it began; what would begin after today is taken back.
    """
    gone = _gone(ecosystem, [row for row in roles if row.ends <= today], today)
    if not by_site:
        gone = {person: one for person, one in gone.items() if not one.left}
    if not gone:
        return Left()
    open_ = GroupPlace.objects.select_for_update(of=("self",)).filter(
        Q(ends__isnull=True) | Q(ends__gt=today), group__ecosystem=ecosystem, leads=False
    )
    closing = [
        place
        for place in within(open_.select_related("group"), "person_id", gone)
        if gone[place.person_id].leaves(place.group.organisation_id)
    ]
    early = {place.pk for place in closing if place.starts > today}
    for place in closing:
        place.ends = max(gone[place.person_id].last, place.starts)
    change_all(GroupPlace, [one for one in closing if one.pk not in early], ["ends"])
    for some in in_parts(early):
        GroupPlace.objects.filter(pk__in=some).delete()
    return Left(closing, end_kept(ecosystem, gone, today, by, at))


def over_of(rows: Iterable[Assignment]) -> Iterable[Over]:
    """Those of the roles that have a last day."""
    return (
        Over(one.person_id, one.role, one.organisation_id, one.ends) for one in rows if one.ends
    )


def _gone(ecosystem: Ecosystem, over: Collection[Over], today: date) -> Mapping[int, Gone]:
    """Who of these has a role no more, or is a learner somewhere no more."""
    if not over:
        return {}
    running = Assignment.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=today), ecosystem=ecosystem
    ).values_list("person", "role", "organisation")
    stays: dict[int, set[int | None]] = {}
    for person, role, site in within(running, "person_id", {row.person for row in over}):
        stays.setdefault(person, set()).update({site} if role == "learner" else ())
    theirs: dict[int, list[Over]] = {}
    for row in over:
        if row.role == "learner" or row.person not in stays:
            theirs.setdefault(row.person, []).append(row)
    return {
        person: Gone(
            max(row.ends for row in rows),
            person in stays,
            frozenset(row.site for row in rows if row.role == "learner"),
            frozenset(stays.get(person, ())),
        )
        for person, rows in theirs.items()
    }


def counted(left: Left) -> dict[str, object]:
    """What else than places in groups ended, as a fact says it."""
    return {one.counted: len(one.uuids) for one in left.more}


def subjects_of(left: Left) -> dict[str, list[str]]:
    """The same as subjects of a fact."""
    return {one.kind: [str(uuid) for uuid in one.uuids] for one in left.more}
