"""Builds the Actor of a request from a person's roles: one query for roles, one for the tree."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.db.models import Q

from hedgerow.commons.ecosystems.clock import is_over, last_day_anywhere, local_day, perhaps_running
from hedgerow.commons.ecosystems.tree import closed_beneath
from hedgerow.foundation.permissions import Actor, Site, Via

from .models import ApiToken, Assignment

USE_NOTED_EVERY = timedelta(minutes=5)
HELD = (
    "ecosystem_id", "role", "organisation_id", "ecosystem__closed_on",
    "ecosystem__second_factor_roles",
)  # fmt: skip
K = TypeVar("K", int, Site)
Held = tuple[Any, ...]  # ecosystem, role, organisation, day since when it is closed
READING = ":view"  # what the name of a permission ends with that changes nothing


def actor_by_token(secret: str, *, at: datetime) -> tuple[Actor, frozenset[str]] | None:
    """The actor whom an API token makes and the token's scopes; None if it is not valid.

    Without the scope ``write`` the actor holds only permissions to view, and whoever answers
    writes must refuse them too: what a person may do without any permission is a write as well.
    The last use is noted every few minutes.
    """
    found = ApiToken.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=at),
        secret_hash=hashlib.sha256(secret.encode()).hexdigest(),
        revoked_at__isnull=True,
        person__erased_at__isnull=True,
    )
    token = found.first()
    if token is None:
        return None
    scopes = frozenset(token.scopes)
    if token.last_used_at is None or at - token.last_used_at >= USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
    actor = actor_of(token.person_id, via="api", at=at, narrowed_to=_narrowed(scopes))
    return actor, scopes


def _narrowed(scopes: frozenset[str]) -> frozenset[str] | None:
    """The permissions that scopes leave; None where they leave all."""
    if "write" in scopes:
        return None
    if "read" not in scopes:
        return frozenset()
    roles: Iterable[RoleLike] = settings.HEDGEROW_ROLES.values()
    names = (name for role in roles for name in role.grants | role.site_grants)
    return frozenset(name for name in names if name.endswith(READING))


def actor_of(
    person_id: int,
    *,
    via: Via,
    at: datetime,
    narrowed_to: frozenset[str] | None = None,
    strong: bool = True,
) -> Actor:
    """The actor that a person is at a moment, by the roles held that day in each ecosystem.

    ``narrowed_to`` keeps only those permissions (a token's scopes). Without ``strong``, roles are
    left out for which that ecosystem asks a second factor.
    """
    spells = list(
        Assignment.objects.filter(
            perhaps_running(at), person=person_id, starts__lte=last_day_anywhere(at)
        ).values_list("ecosystem__time_zone", "starts", "ends", *HELD)
    )
    held = [held for zone, starts, ends, *held in spells if _runs(starts, ends, zone, at)]
    rows = [tuple(row) for *row, asks in held if strong or row[1] not in asks]
    return replace(
        _granted(rows, narrowed_to), person_id=person_id, via=via, unproved=len(rows) < len(held)
    )


def _granted(rows: Sequence[Held], narrowed_to: frozenset[str] | None) -> Actor:
    """An actor with what these roles grant, in their ecosystems and, where they cascade, below."""
    grants: dict[int, set[str]] = defaultdict(set)
    site_grants: dict[Site, set[str]] = defaultdict(set)
    below = closed_beneath(
        ecosystem for ecosystem, name, _, _ in rows if (role := _role(name)) and role.cascades
    )
    closed: dict[int, date] = {}
    for ecosystem, name, organisation, since in rows:
        role = _role(name)
        if role is None:
            continue
        parts = below.get(ecosystem, {}) if role.cascades else {}
        for reached, shut in ((ecosystem, since), *parts.items()):
            grants[reached] |= role.grants
            if shut is not None:
                closed[reached] = shut
        if organisation is not None:
            site_grants[ecosystem, organisation] |= role.site_grants
    return Actor(
        grants=_frozen(grants, narrowed_to),
        site_grants=_frozen(site_grants, narrowed_to),
        closed=MappingProxyType(closed),
    )


def _runs(starts: date, ends: date | None, zone: str, at: datetime) -> bool:
    return starts <= local_day(at, zone) and not is_over(ends, zone, at)


class RoleLike(Protocol):
    """A row of the role table, which belongs to config and is read as data."""

    @property
    def grants(self) -> frozenset[str]: ...
    @property
    def site_grants(self) -> frozenset[str]: ...
    @property
    def cascades(self) -> bool: ...


def _role(name: str) -> RoleLike | None:
    table: Mapping[str, RoleLike] = settings.HEDGEROW_ROLES
    return table.get(name)


def _frozen(
    held: Mapping[K, set[str]], narrowed_to: frozenset[str] | None
) -> Mapping[K, frozenset[str]]:
    return MappingProxyType(
        {
            pk: frozenset(names) if narrowed_to is None else frozenset(names) & narrowed_to
            for pk, names in held.items()
        }
    )
