"""Checks by the set that what is named belongs to the ecosystem and to the actor's reach."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Group, OrganisationMembership
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation import warehouse
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import among

BATCH = 500
Row = TypeVar("Row", bound=Model)


def parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """Unique ids, ascending, in lists short enough for one query."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


def found(rows: QuerySet[Row], ids: Iterable[int | None]) -> dict[int, Row]:
    """The rows by id; None among the ids is left out. Raises NotFound if one is missing."""
    wanted = {pk for pk in ids if pk is not None}
    known: dict[int, Row] = {}
    for some in parts(wanted):
        known |= {row.pk: row for row in rows.filter(pk__in=some)}
    if len(known) != len(wanted):
        raise NotFound
    return known


def permitted(rows: QuerySet[Any], ids: Iterable[int], permission: str) -> None:
    """Raise NotPermitted unless every id is among the rows on which the actor may act."""
    for some in parts(ids):
        if rows.filter(pk__in=some).count() != len(some):
            raise NotPermitted(permission=permission)


def seen(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise NotFound where the actor may not even see the ecosystem."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def activities(ecosystem: Ecosystem, ids: Iterable[int], by: Actor) -> dict[int, Activity]:
    """The ecosystem's activities with their kinds, locked; raises NotFound."""
    rows = Activity.objects.visible_to(by).filter(ecosystem=ecosystem)
    return found(rows.select_for_update(of=("self",)).select_related("kind"), ids)


def sessions(ecosystem: Ecosystem, ids: Iterable[int], by: Actor) -> dict[int, Session]:
    """The ecosystem's sessions with activity and kind, locked; raises NotFound."""
    rows = Session.objects.visible_to(by).filter(ecosystem=ecosystem)
    related = rows.select_related("activity", "activity__kind")
    return found(related.select_for_update(of=("self",)), ids)


def persons(
    ecosystem: Ecosystem, ids: Iterable[int | None], by: Actor, permission: str
) -> dict[int, Person]:
    """Persons who belong to the ecosystem, erased ones not.

    Who does not hold ``permission`` in the whole of it names only those they can see.
    Raises NotFound, or OutOfReach for somebody from whom the actor is barred.
    """
    wanted = {pk for pk in ids if pk is not None}
    if not wanted:
        return {}
    require_not_barred(by, wanted)
    # asked person by person: a list of all who have a role here takes long in a large ecosystem
    assigned = Assignment.objects.filter(ecosystem=ecosystem, person=OuterRef("pk"))
    rows = Person.objects.filter(Q(kept_by=ecosystem) | Exists(assigned), erased_at__isnull=True)
    if not by.may(permission, ecosystem.pk):
        rows = rows.filter(among(Person.objects.visible_to(by), "pk"))
    return found(rows.only("pk", "uuid"), wanted)


def organisations(ecosystem: Ecosystem, ids: Iterable[int | None]) -> dict[int, Organisation]:
    """Organisations kept by the ecosystem or its members; raises NotFound."""
    wanted = {pk for pk in ids if pk is not None}
    if not wanted:
        return {}
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem)
    rows = Organisation.objects.filter(
        Q(kept_by=ecosystem) | Q(pk__in=members.values("organisation"))
    )
    return found(rows.only("pk", "uuid"), wanted)


def groups(ecosystem: Ecosystem, ids: Iterable[int | None]) -> dict[int, Group]:
    """Groups of the ecosystem; raises NotFound."""
    return found(Group.objects.filter(ecosystem=ecosystem), ids)


def schools(
    ecosystem: Ecosystem, person_ids: Iterable[int]
) -> dict[int, list[tuple[date, date | None, int]]]:
    """Where each learner belonged: spells of (first day, last day, organisation)."""
    spells: dict[int, list[tuple[date, date | None, int]]] = {}
    told = "person_id", "starts", "ends", "organisation_id", "ecosystem_id", "role"
    for some in parts(person_ids):
        # by person alone: with the ecosystem named, SQLite goes through all learners in it
        rows = Assignment.objects.filter(person__in=some).order_by("starts", "pk")
        for person, starts, ends, site, where, role in rows.values_list(*told):
            if site is not None and where == ecosystem.pk and role == "learner":
                spells.setdefault(person, []).append((starts, ends, site))
    return spells


def touch(table: str, ecosystem: Ecosystem, days: Iterable[date]) -> None:
    """Mark the months of these days dirty in the warehouse."""
    warehouse.touch(table, ecosystem.pk, {day.isoformat()[:7] for day in days})
