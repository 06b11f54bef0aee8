"""What a person, or a guardian for a learner, declares of population groups, and withdraws."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from ..errors import GroupsNotCollected
from ..models import DeclaredGroup, Guardian, Person, PopulationGroup
from .checks import check_persons
from .groups import TABLE


@transaction.atomic
def declare_own_groups(
    ecosystem: Ecosystem, person: Person, groups: Collection[int], *, by: Actor, at: datetime
) -> Outcome:
    """Let exactly these groups (ids) be declared of oneself or one's ward; the others are withdrawn.

    The journal says neither which nor how many. Withdrawing is always possible. ``changed`` counts
    what was withdrawn.

    Raises NotFound for somebody else's person and for groups of elsewhere, or GroupsNotCollected.
    """
    kept = Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
    if not _speaks_for(by, kept, person):
        raise NotFound
    check_persons(kept, {person.pk})
    wanted = set(groups)
    announced = PopulationGroup.objects.filter(ecosystem=kept, pk__in=wanted)
    if announced.count() < len(wanted):
        raise NotFound
    held = DeclaredGroup.objects.filter(ecosystem=kept, person=person)
    now = set(held.values_list("group_id", flat=True))
    if wanted - now and not kept.collects_groups:
        raise GroupsNotCollected
    held.exclude(group__in=wanted).delete()
    DeclaredGroup.objects.bulk_create(
        DeclaredGroup(ecosystem=kept, person=person, group_id=group, origin=by.origin)
        for group in sorted(wanted - now)
    )
    if wanted != now:
        warehouse.touch(TABLE, kept.pk)
        about = [("ecosystems.ecosystem", kept.uuid)]
        journal.record("people.groups_declared", by=by, at=at, ecosystem=kept.pk, subjects=about)
    return Outcome(len(wanted - now), len(now - wanted), len(wanted & now))


def _speaks_for(by: Actor, ecosystem: Ecosystem, person: Person) -> bool:
    if by.person_id is None:
        return False
    wards = Guardian.objects.seeing().filter(ecosystem=ecosystem, ends__isnull=True)
    return by.person_id == person.pk or wards.filter(guardian=by.person_id, learner=person).exists()
