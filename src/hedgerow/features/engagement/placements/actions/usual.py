"""Adding the kinds of placement that most ecosystems have."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Kind
from hedgerow.commons.activities.usual import KINDS as OF_ACTIVITIES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.placements.models import PlacementKind
from hedgerow.features.engagement.placements.permissions import EDIT_KINDS
from hedgerow.features.engagement.placements.usual import (
    ASKED,
    COUNTS_AS,
    KINDS,
    LEVELS,
    REQUIRES,
    STEPS,
)
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome

from . import common
from .kinds import save_placement_kind


@transaction.atomic
def add_usual_placement_kinds(ecosystem: Ecosystem, *, by: Actor, at: datetime) -> Outcome:
    """Add the usual kinds, named in its main language; those there stay.

    The kinds of activity under which their hours count are added where there are none; opportunities
    of the kind of the same key lead to them.

    Raises NotFound to outsiders, or NotPermitted.
    """
    common.seen(ecosystem, by)
    require(by, EDIT_KINDS, within=ecosystem.pk)
    there = set(PlacementKind.objects.filter(ecosystem=ecosystem).values_list("key", flat=True))
    lacking = [key for key in KINDS.names if key not in there]
    with override((ecosystem.languages or ["en"])[0]):
        counted = _counted_as(ecosystem, lacking, by, at)
        offered = {one.key: one for one in OpportunityKind.objects.filter(ecosystem=ecosystem)}
        for key in lacking:
            save_placement_kind(
                ecosystem, key, by=by, at=at, title=str(KINDS.names[key]),
                activity_kind=counted[COUNTS_AS.get(key, key)], opportunity_kind=offered.get(key),
                asked=[[name, str(title)] for name, title in ASKED.names.items()],
                scale=[[int(level), str(words)] for level, words in LEVELS.names.items()],
                requirements=[{**row, "title": str(STEPS.names[row["key"]])} for row in REQUIRES[key]],
            )  # fmt: skip
    return Outcome(len(lacking), 0, len(KINDS.names) - len(lacking))


def _counted_as(ecosystem: Ecosystem, keys: list[str], by: Actor, at: datetime) -> dict[str, Kind]:
    """Kinds of activity by key; those that are not there yet are added."""
    needed = {COUNTS_AS.get(key, key) for key in keys}
    rows = Kind.objects.filter(ecosystem=ecosystem, key__in=needed)
    new = sorted(needed - set(rows.values_list("key", flat=True)))
    if new:
        named = [{"key": key, "name": str(OF_ACTIVITIES.names[key])} for key in new]
        activities.save_kinds(ecosystem, named, by=by, at=at)
    return {one.key: one for one in rows.all()}
