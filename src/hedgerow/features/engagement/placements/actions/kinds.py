"""Setting up kinds of placement with what each requires."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.features.engagement.placements.models import PlacementKind, Requirement, Who
from hedgerow.features.engagement.placements.permissions import EDIT_KINDS
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from . import common

Row = Mapping[str, Any]


@transaction.atomic
def save_placement_kind(
    ecosystem: Ecosystem,
    key: str,
    *,
    by: Actor,
    at: datetime,
    requirements: Sequence[Row] | None = None,
    revision: int | None = None,
    **values: Any,
) -> PlacementKind:
    """Add a kind of placement, or change the one of that key; steps that are there stay as they are.

    ``requirements`` are rows of fields of ``Requirement``, recognised by ``key``, in their order.

    Raises NotFound, NotPermitted, Invalid or Stale.
    """
    common.seen(ecosystem, by)
    require(by, EDIT_KINDS, within=ecosystem.pk)
    for name in ("activity_kind", "opportunity_kind"):
        linked = values.get(name)
        if linked is not None and linked.ecosystem_id != ecosystem.pk:
            raise NotFound
    values = _checked(ecosystem, values, requirements or ())
    known = PlacementKind.objects.select_for_update().filter(ecosystem=ecosystem, key=key)
    row = known.first()
    if row is None:
        row = PlacementKind.objects.create(ecosystem=ecosystem, key=key, **values)
        changed = ["key"]
    else:
        changed = row.revise(revision, **values)
    if requirements is not None and _require(row, requirements):
        changed = [*changed, "requirements"]
    if changed:
        row.save()
        journal.record(
            "placements.kind_saved", by=by, at=at, ecosystem=ecosystem.pk,
            subjects=[("placements.kind", row.uuid)], payload={"fields": sorted(changed)},
        )  # fmt: skip
    return row


def _checked(ecosystem: Ecosystem, values: Row, requirements: Sequence[Row]) -> dict[str, Any]:
    """The values as they are kept."""
    check_lengths(PlacementKind, values)
    keys = [row["key"] for row in requirements]
    if len(set(keys)) < len(keys) or any(row["who"] not in Who.values for row in requirements):
        raise Invalid({"requirements": [_("Each has a short name of its own, and says who.")]})
    for row in requirements:
        check_lengths(Requirement, row)
    if values.get("asked") and len(values.get("scale") or ()) < 2:
        raise Invalid({"scale": [_("A scale has at least two levels.")]})
    return with_kept_told(PlacementKind, values, ecosystem)


def _require(kind: PlacementKind, rows: Sequence[Row]) -> bool:
    """Make the requirements as given; whether anything differed."""
    fields = ("title", "help", "who", "due_days", "has_validity", "may_waive", "private", "told")
    kept = {one.key: one for one in kind.requirements.all()}
    changed = bool(kept.keys() - {row["key"] for row in rows})
    kind.requirements.exclude(key__in=[row["key"] for row in rows]).delete()
    for position, given in enumerate(rows):
        row = with_kept_told(Requirement, given, kind.ecosystem)
        one = kept.get(row["key"]) or Requirement(kind=kind, key=row["key"])
        said = {name: row[name] for name in fields if name in row} | {"position": position}
        if one.pk is None or any(getattr(one, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(one, name, value)
            one.save()
            changed = True
    return changed
