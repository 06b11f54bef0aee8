"""Population groups: announced first, declared afterwards, and only where they are collected."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import EDIT_ECOSYSTEM
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import Row, compare, in_parts, write

from ..bars import require_not_barred
from ..errors import GroupsNotCollected
from ..models import DeclaredGroup, PopulationGroup
from ..permissions import EDIT_PEOPLE
from .checks import check_persons, check_seen

TABLE = "participant_group"


@transaction.atomic
def announce_groups(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime
) -> Outcome:
    """Announce the groups that may be declared, recognised by dimension and key; journal once.

    Each row maps ``dimension``, ``key``, ``title``, ``position`` and ``told`` to values.

    Raises NotFound to outsiders, NotPermitted, or Invalid for what cannot be told.
    """
    check_seen(ecosystem, by)
    require(by, EDIT_ECOSYSTEM, within=ecosystem.pk)
    kept = {
        (row.dimension, row.key): row
        for row in PopulationGroup.objects.select_for_update().filter(ecosystem=ecosystem)
    }
    found = compare(
        [with_kept_told(PopulationGroup, row, ecosystem) for row in rows],
        kept,
        key=lambda row: (row["dimension"], row["key"]),
        make=lambda row: PopulationGroup(ecosystem=ecosystem, announced_at=at, **row),
    )
    write(PopulationGroup, found)
    if found.saved:
        payload: dict[str, object] = {
            "groups": sorted(f"{g.dimension}:{g.key}" for g in found.saved)
        }
        _record("people.groups_announced", ecosystem, by=by, at=at, payload=payload)
    return found.outcome


@transaction.atomic
def declare_groups(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime
) -> Outcome:
    """Note which announced groups persons declare to belong to; journal once, without names.

    Each row maps ``person_id`` and ``group_id`` to ids; what was declared before stays.

    Raises NotFound to outsiders and for persons or groups of elsewhere, OutOfReach, NotPermitted
    or GroupsNotCollected.
    """
    check_seen(ecosystem, by)
    require(by, EDIT_PEOPLE, within=ecosystem.pk)
    if not Ecosystem.objects.select_for_update().get(pk=ecosystem.pk).collects_groups:
        raise GroupsNotCollected
    check_persons(ecosystem, {row["person_id"] for row in rows})
    require_not_barred(by, {row["person_id"] for row in rows})
    announced = PopulationGroup.objects.filter(ecosystem=ecosystem)
    if not {row["group_id"] for row in rows} <= set(announced.values_list("pk", flat=True)):
        raise NotFound
    here = DeclaredGroup.objects.filter(ecosystem=ecosystem)
    kept = {
        (row.person_id, row.group_id): row
        for some in in_parts(row["person_id"] for row in rows)
        for row in here.filter(person__in=some)
    }
    found = compare(
        rows,
        kept,
        key=lambda row: (row["person_id"], row["group_id"]),
        make=lambda row: DeclaredGroup(ecosystem=ecosystem, **{"origin": by.origin, **row}),
    )
    write(DeclaredGroup, found)
    if found.saved:
        warehouse.touch(TABLE, ecosystem.pk)
        payload: dict[str, object] = {"new": len(found.new)}
        _record("people.groups_declared", ecosystem, by=by, at=at, payload=payload)
    return found.outcome


def _record(
    kind: str, ecosystem: Ecosystem, *, by: Actor, at: datetime, payload: dict[str, object]
) -> None:
    about = [("ecosystems.ecosystem", ecosystem.uuid)]
    journal.record(kind, by=by, at=at, ecosystem=ecosystem.pk, subjects=about, payload=payload)
