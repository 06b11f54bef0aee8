"""Groups by the set: made and changed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import add_all, change_all

from ..models import Group
from ..permissions import EDIT_GROUPS
from .checks import (
    Row,
    last_of_each,
    organisations_of,
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
    usual = {"ecosystem_id": ecosystem.pk, "starts": day_in(ecosystem, at)}
    for row in [*coded, *(row for row in rows if not row.get("code"))]:
        values = {name: row[name] for name in FIELDS if name in row}
        group = kept.get(row.get("code") or "")
        if group is None:
            new.append(_group(row, usual | values, by))
        elif group.revise(None, **values):
            changed.append(group)
    add_all(Group, new)
    change_all(Group, changed, [*FIELDS, "revision"])
    outcome = Outcome(len(new), len(changed), len(coded) - len(changed) - _coded(new))
    about = [group.uuid for group in (*new, *changed)]
    tell("membership.groups_saved", about, outcome, ecosystem, by, at)
    return outcome


def groups_of(ecosystem: Ecosystem, ids: Collection[int], by: Actor) -> dict[int, Group]:
    """Groups by id, locked; raises NotFound for one of elsewhere, or NotPermitted."""
    here = Group.objects.select_for_update().filter(ecosystem=ecosystem)
    found = {group.pk: group for group in within(here, "pk", ids)}
    if len(found) < len(ids):
        raise NotFound
    require_at_sites(by, EDIT_GROUPS, ecosystem, {row.organisation_id for row in found.values()})
    return found


def _group(row: Row, values: Row, by: Actor) -> Group:
    origin = row.get("origin") or by.origin
    return Group(code=row.get("code") or "", **{"origin": origin, **values})


def _coded(groups: Sequence[Group]) -> int:
    return sum(bool(group.code) for group in groups)


def tell(
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
