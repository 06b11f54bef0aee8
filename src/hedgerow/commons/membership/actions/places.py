"""Places in groups: given and left."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import add_all, change_all

from ..models import GroupPlace
from ..permissions import EDIT_GROUPS
from .checks import Row, last_of_each, only_seen, persons_of, seen, within
from .groups import groups_of, tell
from .leaders import check_leaders

if TYPE_CHECKING:
    import polars as pl

BATCH = 500


@transaction.atomic
def place_many(
    ecosystem: Ecosystem,
    rows: Sequence[Row],
    *,
    by: Actor,
    at: datetime,
    new: "pl.DataFrame | None" = None,
) -> Outcome:
    """Put persons in groups, as learners or as those who lead; journal once.

    Each row has ``group_id`` and ``person_id``, and may have ``leads``, ``starts`` (the day of
    ``at`` by default) and ``ends``. A row is the open place of that person in that group, else
    the one that began on that day. ``new`` are rows by columns, days as text, by the codes of
    groups and of persons kept here who have no open place in that group.

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
    today = day_in(ecosystem, at)
    begun, changed = _laid(rows, groups, ids, today)
    _check_leaders(ecosystem, [*begun, *changed], today)
    change_all(GroupPlace, changed, ["leads", "ends"])
    add_all(GroupPlace, begun)
    about = {groups[place.group_id].uuid for place in (*begun, *changed)}
    count, unchanged = len(begun), len(rows) - len(begun) - len(changed)
    if new is not None:
        from .arriving import add_places  # polars is slow to import

        about |= add_places(ecosystem, new, by=by, today=today)
        count += len(new)
    outcome = Outcome(count, len(changed), unchanged)
    tell("membership.places_given", about, outcome, ecosystem, by, at)
    return outcome


def _laid(
    rows: Sequence[Row], groups: Collection[int], persons: Collection[int], today: date
) -> tuple[list[GroupPlace], list[GroupPlace]]:
    """Places that begin by the rows, and those there are that change by them."""
    open_, ended = _places(groups, persons)
    begun: list[GroupPlace] = []
    changed: list[GroupPlace] = []
    for row in rows:
        key, starts = (row["group_id"], row["person_id"]), row.get("starts") or today
        place = open_.get(key) or ended.get((*key, starts))
        if place is None:
            begun.append(_place(row, starts))
        elif _change(place, row):
            changed.append(place)
    return begun, changed


@transaction.atomic
def end_places(
    ecosystem: Ecosystem, rows: Sequence[Row], on: date, *, by: Actor, at: datetime
) -> int:
    """End open places, ``on`` being the last day; return how many. Rows: group_id, person_id.

    Raises NotFound to outsiders and for groups of elsewhere, OutOfReach, or NotPermitted.
    """
    seen(ecosystem, by)
    require_not_barred(by, {row["person_id"] for row in rows})
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
    check_leaders(ecosystem, {place.person_id: max(place.starts, today) for place in leading})


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
