"""Saying which kinds of opportunity there are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.activities.usual import KINDS
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.features.engagement.opportunities.defaults import USUAL
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.opportunities.permissions import EDIT_KINDS
from hedgerow.foundation import journal, search
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from .checks import seen

Row = Mapping[str, Any]


@transaction.atomic
def save_kinds(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Add or change kinds of opportunity, recognised by ``key``; journal once.

    Each row maps fields of ``OpportunityKind`` to values: ``key`` and, for a new one, ``name``.

    Raises NotFound to outsiders and for an activity's kind of elsewhere, NotPermitted or Invalid.
    """
    seen(ecosystem, by)
    require(by, EDIT_KINDS, within=ecosystem.pk)
    _check_links(ecosystem, rows)
    all_ = OpportunityKind.objects.select_for_update().filter(ecosystem=ecosystem)
    known = {kind.key: kind for kind in all_}
    saved, new, unchanged = [], 0, 0
    for position, (key, said) in enumerate({row["key"]: row for row in rows}.items()):
        kind, values = known.get(key), with_kept_told(OpportunityKind, said, ecosystem)
        if kind is None:
            given = {"position": len(known) + position, **values}
            saved.append(OpportunityKind.objects.create(ecosystem=ecosystem, **given))
            new += 1
        elif differing := KINDS.differing(kind, values):
            for name in differing:
                setattr(kind, name, values[name])
            kind.save()
            saved.append(kind)
        else:
            unchanged += 1
    search.touch_leaning("opportunities.kind", [kind.pk for kind in saved])
    if saved:
        journal.record(
            "opportunities.kinds_saved",
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[("opportunities.kind", kind.uuid) for kind in saved],
            payload={"new": new, "changed": len(saved) - new},
        )
    return Outcome(new, len(saved) - new, unchanged)


@transaction.atomic
def add_usual_kinds(ecosystem: Ecosystem, *, by: Actor, at: datetime) -> Outcome:
    """Add the kinds that most ecosystems have, named in its main language; those there stay.

    Raises NotFound to outsiders, or NotPermitted.
    """
    there = set(OpportunityKind.objects.filter(ecosystem=ecosystem).values_list("key", flat=True))
    with override((ecosystem.languages or ["en"])[0]):
        rows = [
            {"key": key, **values, "name": str(KINDS.names[key])}
            for key, values in USUAL.items()
            if key not in there
        ]
    return save_kinds(ecosystem, rows, by=by, at=at)


def _check_links(ecosystem: Ecosystem, rows: Sequence[Row]) -> None:
    named = {row["activity_kind_id"] for row in rows if row.get("activity_kind_id")}
    if Kind.objects.filter(ecosystem=ecosystem, pk__in=named).count() != len(named):
        raise NotFound
