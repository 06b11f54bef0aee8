"""One group: made, changed, ended; persons taken out and put back."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from ..models import Group, GroupPlace
from ..permissions import EDIT_GROUPS
from .checks import organisations_of, require_at_sites, seen
from .groups import groups_of, save_groups, tell
from .places import end_places, place_many

Values = Mapping[str, Any]


@transaction.atomic
def make_group(ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime) -> Group:
    """Make one group; raises NotFound to outsiders and for an organisation of elsewhere."""
    save_groups(ecosystem, [values], by=by, at=at)
    return Group.objects.filter(ecosystem=ecosystem, name=values["name"]).latest("pk")


@transaction.atomic
def edit_group(
    group: Group, values: Values, *, by: Actor, at: datetime, revision: int | None
) -> Group:
    """Change a group that is still at ``revision``; raises Stale with both versions otherwise."""
    ecosystem = group.ecosystem
    seen(ecosystem, by)
    locked = groups_of(ecosystem, {group.pk}, by)[group.pk]
    site = values.get("organisation_id", locked.organisation_id)
    require_at_sites(by, EDIT_GROUPS, ecosystem, {site})
    organisations_of(ecosystem, {site})
    if locked.revise(revision, **values):
        locked.save()
        tell("membership.groups_saved", [locked.uuid], Outcome(changed=1), ecosystem, by, at)
    return locked


@transaction.atomic
def end_group(group: Group, on: date, *, by: Actor, at: datetime) -> int:
    """End a group and every place in it, ``on`` being the last day; return how many places."""
    ends = max(on, group.starts)
    edit_group(group, {"ends": ends}, by=by, at=at, revision=None)
    open_ = GroupPlace.objects.filter(group=group, ends__isnull=True)
    rows = [
        {"group_id": group.pk, "person_id": pk} for pk in open_.values_list("person", flat=True)
    ]
    return end_places(group.ecosystem, rows, ends, by=by, at=at) if rows else 0


@transaction.atomic
def put_back(group: Group, people: Collection[int], on: date, *, by: Actor, at: datetime) -> int:
    """Open again the places of ``people`` that ended on a day, or on their first day after it."""
    ended = GroupPlace.objects.filter(group=group, person__in=people, ends__gte=on)
    back: dict[int, date] = dict(ended.order_by("starts").values_list("person", "starts"))
    rows = [
        {"group_id": group.pk, "person_id": person, "starts": starts}
        for person, starts in back.items()
    ]
    outcome = place_many(group.ecosystem, rows, by=by, at=at)
    return outcome.new + outcome.changed
