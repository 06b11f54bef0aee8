"""What every act here asks first: may she, and are the rows of this ecosystem?"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from ..errors import LastConvener, UnknownRole
from ..models import Assignment, OrganisationMembership

R = TypeVar("R")
CHUNK = 5_000
Row = Mapping[str, Any]


def seen(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise NotFound unless the actor may see the ecosystem."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def within(rows: "QuerySet[Any, R]", field: str, keys: Collection[Any]) -> "Iterator[R]":
    """Those of ``rows`` whose ``field`` is one of ``keys``, asked for in parts."""
    ordered = list(keys)
    for start in range(0, len(ordered), CHUNK):
        yield from rows.filter(**{f"{field}__in": ordered[start : start + CHUNK]})


def require_at_sites(
    by: Actor, permission: str, ecosystem: Ecosystem, sites: Iterable[int | None]
) -> None:
    """Raise NotPermitted unless held in the whole ecosystem, or for every one of the sites."""
    if by.may(permission, ecosystem.pk):
        return
    own = set(by.sites_with(permission, ecosystem.pk))
    wanted = set(sites)
    if not wanted or not wanted <= own:
        raise NotPermitted(permission=permission)


def require_no_more(by: Actor, roles: Iterable[str], ecosystem: Ecosystem) -> None:
    """Raise UnknownRole, or NotPermitted for a role that grants more than the actor holds."""
    for name in set(roles):
        role = settings.HEDGEROW_ROLES.get(name)
        if role is None:
            raise UnknownRole(role=name)
        if by.steward:
            continue
        held = by.grants.get(ecosystem.pk, frozenset())
        if not (role.grants | role.site_grants) <= held:
            raise NotPermitted(role=name)


def persons_of(ecosystem: Ecosystem, ids: Collection[int], by: Actor) -> dict[int, UUID]:
    """Public ids of persons by id; raises NotFound if one is neither of the ecosystem nor in reach,
    and OutOfReach for one from whom the actor is barred.

    Of the ecosystem is who is kept by it or has, or had, a role there. In reach is oneself, and
    who is of another ecosystem whose persons the actor may edit, the steward of the one above: to
    see somebody is not enough, or whoever sees a learner could open the learner's record by a role
    in an ecosystem of theirs.
    """
    require_not_barred(by, ids)
    # asked person by person: a list of all who have a role here takes long in a large ecosystem
    here = Assignment.objects.filter(ecosystem=ecosystem, person=OuterRef("pk"))
    own = Person.objects.filter(Q(kept_by=ecosystem) | Exists(here), erased_at__isnull=True)
    found: dict[int, UUID] = dict(within(own.values_list("pk", "uuid"), "pk", set(ids)))
    missing = set(ids) - set(found)
    if missing:
        # the convener of a network gives a person of the network a role in one of its hives
        own_people = {ecosystem.parent_id} if by.steward else by.ecosystems_with(EDIT_PEOPLE)
        roles = Assignment.objects.filter(ecosystem__in=own_people)
        theirs = Person.objects.visible_to(by).filter(
            Q(pk=by.person_id) | Q(kept_by__in=own_people) | Q(pk__in=roles.values("person"))
        )
        found |= {row.pk: row.uuid for row in within(theirs.only("pk", "uuid"), "pk", missing)}
    if set(ids) - set(found):
        raise NotFound
    return found


def only_seen(ids: Collection[int], by: Actor) -> None:
    """Raise NotFound if the actor does not see one of the persons."""
    theirs = Person.objects.visible_to(by).only("pk")
    if len(list(within(theirs, "pk", set(ids)))) < len(set(ids)):
        raise NotFound


def organisations_of(ecosystem: Ecosystem, ids: Iterable[int | None]) -> None:
    """Raise NotFound if an organisation is neither kept by the ecosystem nor its member.

    A role for one organisation opens its learners, so it is given by that ecosystem alone.
    """
    wanted = {pk for pk in ids if pk is not None}
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends__isnull=True)
    own = Organisation.objects.filter(
        Q(kept_by=ecosystem) | Q(pk__in=members.values("organisation"))
    )
    if len(list(within(own.only("pk"), "pk", wanted))) < len(wanted):
        raise NotFound


def last_of_each(rows: Sequence[Row], *fields: str) -> list[Row]:
    """The rows with the last of each key."""
    return list({tuple(row.get(name) for name in fields): row for row in rows}.values())


def keep_a_convener(ecosystem: Ecosystem, ending: Sequence[Assignment]) -> None:
    """Raise LastConvener if these are all who convene the whole ecosystem."""
    if not any(row.role == "convener" for row in ending):
        return
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)  # two conveners ending each other
    left = Assignment.objects.filter(
        ecosystem=ecosystem, role="convener", ends__isnull=True, person__erased_at__isnull=True
    )
    if not left.exclude(pk__in=[row.pk for row in ending if row.role == "convener"]).exists():
        raise LastConvener
