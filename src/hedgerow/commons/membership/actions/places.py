"""Places in groups: given and left."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from ..errors import MayNotLead
from ..leading import cannot_lead
from ..models import GroupPlace
from ..permissions import EDIT_GROUPS
from .checks import Row, last_of_each, only_seen, persons_of, seen, within
from .groups import groups_of, tell

BATCH = 500
NAMED = 10


@transaction.atomic
def place_many(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Put persons in groups, as learners or as those who lead; journal once.

    Each row has ``group_id`` and ``person_id``, and may have ``leads``, ``starts`` (the day of
    ``at`` by default) and ``ends``. A row is the open place of that person in that group, else
    the one that began on that day.

    Raises NotFound to outsiders and for ids of elsewhere, NotPermitted, or MayNotLead for one
    without a role in which one leads.
    """
    seen(ecosystem, by)
    rows = last_of_each(rows, "group_id", "person_id")
    groups = groups_of(ecosystem, {row["group_id"] for row in rows}, by)
    ids = {row["person_id"] for row in rows}
    persons_of(ecosystem, ids, by)
    if not by.may(EDIT_GROUPS, ecosystem.pk):
        only_seen(ids, by)
    open_, ended = _places(groups, ids)
    today = day_in(ecosystem, at)
    new: list[GroupPlace] = []
    changed: list[GroupPlace] = []
    for row in rows:
        key, starts = (row["group_id"], row["person_id"]), row.get("starts") or today
        place = open_.get(key) or ended.get((*key, starts))
        if place is None:
            new.append(_place(row, starts))
        elif _change(place, row):
            changed.append(place)
    _check_leaders(ecosystem, [*new, *changed], today)
    GroupPlace.objects.bulk_update(changed, ["leads", "ends"], BATCH)
    GroupPlace.objects.bulk_create(new, BATCH)
    outcome = Outcome(len(new), len(changed), len(rows) - len(new) - len(changed))
    about = {groups[place.group_id].uuid for place in (*new, *changed)}
    tell("membership.places_given", about, outcome, ecosystem, by, at)
    return outcome


@transaction.atomic
def end_places(
    ecosystem: Ecosystem, rows: Sequence[Row], on: date, *, by: Actor, at: datetime
) -> int:
    """End open places, ``on`` being the last day; return how many. Rows: group_id, person_id.

    Raises NotFound to outsiders and for groups of elsewhere, or NotPermitted.
    """
    seen(ecosystem, by)
    groups = groups_of(ecosystem, {row["group_id"] for row in rows}, by)
    wanted = {(row["group_id"], row["person_id"]) for row in rows}
    open_, _ended = _places(groups, {person for _group, person in wanted})
    ending = [place for key, place in open_.items() if key in wanted]
    for place in ending:
        place.ends = max(on, place.starts)
    GroupPlace.objects.bulk_update(ending, ["ends"], BATCH)
    about = {groups[place.group_id].uuid for place in ending}
    tell("membership.places_ended", about, Outcome(changed=len(ending)), ecosystem, by, at)
    return len(ending)


def _check_leaders(ecosystem: Ecosystem, places: Sequence[GroupPlace], today: date) -> None:
    """Raise MayNotLead where a place to lead from would open nothing from its first day on."""
    leading = [place for place in places if place.leads and place.ends is None]
    wrong = cannot_lead(ecosystem, {place.person_id: max(place.starts, today) for place in leading})
    if wrong:
        names = Person.objects.filter(pk__in=sorted(wrong)[:NAMED]).order_by("sort_name", "pk")
        raise MayNotLead(names=", ".join(names.values_list("name", flat=True)))


def _places(
    groups: Collection[int], persons: Collection[int]
) -> tuple[dict[tuple[int, int], GroupPlace], dict[tuple[int, int, date], GroupPlace]]:
    """Their open places in the groups by group and person; the ended ones also by first day."""
    theirs = within(GroupPlace.objects.all(), "person_id", persons)
    found = [row for row in theirs if row.group_id in groups]
    return (
        {(row.group_id, row.person_id): row for row in found if row.ends is None},
        {(row.group_id, row.person_id, row.starts): row for row in found if row.ends is not None},
    )


def _place(row: Row, starts: date) -> GroupPlace:
    return GroupPlace(
        group_id=row["group_id"],
        person_id=row["person_id"],
        leads=bool(row.get("leads")),
        starts=starts,
        ends=row.get("ends"),
    )


def _change(place: GroupPlace, row: Row) -> bool:
    before = (place.leads, place.ends)
    place.leads = bool(row.get("leads", place.leads))
    place.ends = row.get("ends")
    return before != (place.leads, place.ends)
