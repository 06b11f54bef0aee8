"""Groups by the set: made, changed, filled and left."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from ..models import Group, GroupPlace
from ..permissions import EDIT_GROUPS
from .checks import (
    Row,
    last_of_each,
    only_seen,
    organisations_of,
    persons_of,
    require_at_sites,
    seen,
    within,
)

BATCH = 500
FIELDS = ("name", "kind", "grade", "organisation_id", "school_year", "starts", "ends")


@transaction.atomic
def save_groups(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Add or change groups, recognised by code; journal once.

    Each row has ``name`` and may have ``code``, ``kind``, ``grade``, ``organisation_id``,
    ``school_year``, ``starts`` (the day of ``at`` by default) and ``ends``. Of a code given twice
    the last row stands. A row without code is new.

    Raises NotFound to outsiders and for an organisation of elsewhere, or NotPermitted.
    """
    seen(ecosystem, by)
    kept = {
        group.code: group
        for group in within(
            Group.objects.select_for_update().filter(ecosystem=ecosystem),
            "code",
            {row["code"] for row in rows if row.get("code")},
        )
    }
    sites = {row.get("organisation_id") for row in rows}
    before = {group.organisation_id for group in kept.values()}
    require_at_sites(by, EDIT_GROUPS, ecosystem, sites | before)
    organisations_of(ecosystem, sites)
    coded = last_of_each([row for row in rows if row.get("code")], "code")
    new: list[Group] = []
    changed: list[Group] = []
    for row in [*coded, *(row for row in rows if not row.get("code"))]:
        values = {name: row[name] for name in FIELDS if name in row}
        group = kept.get(row.get("code") or "")
        if group is None:
            new.append(_group(ecosystem, row, values, by, at))
        elif group.revise(None, **values):
            changed.append(group)
    Group.objects.bulk_create(new, BATCH)
    Group.objects.bulk_update(changed, [*FIELDS, "revision"], BATCH)
    outcome = Outcome(len(new), len(changed), len(coded) - len(changed) - _coded(new))
    about = [group.uuid for group in (*new, *changed)]
    _tell("membership.groups_saved", about, outcome, ecosystem, by, at)
    return outcome


@transaction.atomic
def place_many(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Put persons in groups, as learners or as those who lead; journal once.

    Each row has ``group_id`` and ``person_id``, and may have ``leads``, ``starts`` (the day of
    ``at`` by default) and ``ends``. A row is the open place of that person in that group, else
    the one that began on that day.

    Raises NotFound to outsiders and for ids of elsewhere, or NotPermitted.
    """
    seen(ecosystem, by)
    rows = last_of_each(rows, "group_id", "person_id")
    groups = groups_of(ecosystem, {row["group_id"] for row in rows}, by)
    ids = {row["person_id"] for row in rows}
    persons_of(ecosystem, ids, by)
    if not by.may(EDIT_GROUPS, ecosystem.pk):
        only_seen(ids, by)
    open_, ended = _places(groups)
    new: list[GroupPlace] = []
    changed: list[GroupPlace] = []
    for row in rows:
        key, starts = (row["group_id"], row["person_id"]), row.get("starts") or at.date()
        place = open_.get(key) or ended.get((*key, starts))
        if place is None:
            new.append(_place(row, starts))
        elif _change(place, row):
            changed.append(place)
    GroupPlace.objects.bulk_update(changed, ["leads", "ends"], BATCH)
    GroupPlace.objects.bulk_create(new, BATCH)
    outcome = Outcome(len(new), len(changed), len(rows) - len(new) - len(changed))
    about = {groups[place.group_id].uuid for place in (*new, *changed)}
    _tell("membership.places_given", about, outcome, ecosystem, by, at)
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
    open_, _ended = _places(groups)
    wanted = {(row["group_id"], row["person_id"]) for row in rows}
    ending = [place for key, place in open_.items() if key in wanted]
    for place in ending:
        place.ends = max(on, place.starts)
    GroupPlace.objects.bulk_update(ending, ["ends"], BATCH)
    about = {groups[place.group_id].uuid for place in ending}
    _tell("membership.places_ended", about, Outcome(changed=len(ending)), ecosystem, by, at)
    return len(ending)


def groups_of(ecosystem: Ecosystem, ids: Collection[int], by: Actor) -> dict[int, Group]:
    """Groups by id, locked; raises NotFound for one of elsewhere, or NotPermitted."""
    here = Group.objects.select_for_update().filter(ecosystem=ecosystem)
    found = {group.pk: group for group in within(here, "pk", ids)}
    if len(found) < len(ids):
        raise NotFound
    require_at_sites(by, EDIT_GROUPS, ecosystem, {row.organisation_id for row in found.values()})
    return found


def _group(ecosystem: Ecosystem, row: Row, values: Row, by: Actor, at: datetime) -> Group:
    given = {"starts": at.date(), "origin": row.get("origin") or by.origin, **values}
    return Group(ecosystem=ecosystem, code=row.get("code") or "", **given)


def _coded(groups: Sequence[Group]) -> int:
    return sum(bool(group.code) for group in groups)


def _places(
    groups: Collection[int],
) -> tuple[dict[tuple[int, int], GroupPlace], dict[tuple[int, int, date], GroupPlace]]:
    """The groups' open places by group and person, and the ended ones also by their first day."""
    found = list(within(GroupPlace.objects.all(), "group_id", groups))
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


def _tell(
    kind: str,
    about: Collection[UUID],
    outcome: Outcome,
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
) -> None:
    """One fact for the set; none where nothing differed."""
    if not about:
        return
    journal.record(
        kind,
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("membership.group", uuid) for uuid in about],
        payload={"new": outcome.new, "changed": outcome.changed},
    )
