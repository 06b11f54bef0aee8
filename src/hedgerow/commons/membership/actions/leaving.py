"""Places in groups that somebody leaves for others, each on a last day of its own."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import change_all, in_parts

from ..models import GroupPlace
from ..permissions import EDIT_GROUPS
from .checks import only_seen, seen, within
from .groups import groups_of, tell


@transaction.atomic
def leave_places(
    ecosystem: Ecosystem, last: Mapping[int, date], *, by: Actor, at: datetime
) -> int:  # fmt: skip
    """End open places (keys) of learners on their last days; return how many.

    One that begins only after its last day is taken back. Raises NotFound to outsiders, OutOfReach, or
    NotPermitted.
    """
    seen(ecosystem, by)
    open_ = GroupPlace.objects.select_for_update().filter(
        group__ecosystem=ecosystem, ends__isnull=True, leads=False
    )
    leaving = list(within(open_, "pk", last))
    people = {place.person_id for place in leaving}
    require_not_barred(by, people)
    groups = groups_of(ecosystem, {place.group_id for place in leaving}, by)
    if not by.may(EDIT_GROUPS, ecosystem.pk):
        only_seen(people, by)
    early = {place.pk for place in leaving if place.starts > last[place.pk]}
    for place in leaving:
        place.ends = last[place.pk]
    change_all(GroupPlace, [one for one in leaving if one.pk not in early], ["ends"])
    for some in in_parts(early):
        GroupPlace.objects.filter(pk__in=some).delete()
    about = {groups[place.group_id].uuid for place in leaving}
    tell("membership.places_ended", about, Outcome(changed=len(leaving)), ecosystem, by, at)
    return len(leaving)
