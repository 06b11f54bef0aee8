"""Who holds a permission for an organisation: the people to tell when it is asked for something."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from hedgerow.commons.ecosystems.clock import is_over, last_day_anywhere, perhaps_running
from hedgerow.commons.people.models import Person

from .models import Assignment

Site = tuple[int, int]
"""An ecosystem's id and the id of an organisation in it."""


def held_among(
    wanted: Collection[tuple[str, int, int]], at: datetime
) -> frozenset[tuple[str, int, int]]:
    """Permissions, each for an organisation of an ecosystem, that anybody holds then. One query."""
    roles: Mapping[str, Any] = settings.HEDGEROW_ROLES
    asked = {permission for permission, _place, _site in wanted}
    rows = Assignment.objects.filter(
        perhaps_running(at), starts__lte=last_day_anywhere(at), person__erased_at=None,
        role__in=[key for key, role in roles.items() if asked & role.site_grants],
        ecosystem__in={place for _permission, place, _site in wanted},
        organisation__in={site for _permission, _place, site in wanted},
    ).values_list("role", "ecosystem", "organisation", "ends", "ecosystem__time_zone")  # fmt: skip
    told: Iterable[tuple[Any, ...]] = rows.distinct()
    return frozenset(
        (permission, place, site)
        for role, place, site, ends, zone in told
        if not is_over(ends, zone, at)
        for permission in asked & roles[role].site_grants
        if (permission, place, site) in wanted
    )


def ever_held_at(permission: str, place: int, sites: Collection[int]) -> frozenset[int]:
    """Ids of those who hold, or ever held, the permission for one of these. A query at most."""
    if not sites:
        return frozenset()
    roles: Iterable[tuple[str, Any]] = settings.HEDGEROW_ROLES.items()
    keys = [key for key, role in roles if permission in role.site_grants]
    rows = Assignment.objects.filter(ecosystem=place, organisation__in=sites, role__in=keys)
    return frozenset(rows.values_list("person", flat=True))


def holders_at(
    permission: str, sites: Collection[Site], at: datetime
) -> Mapping[Site, list[Person]]:
    """By site: who holds the permission for that very organisation at the moment. One query."""
    wanted = set(sites)
    roles: Iterable[tuple[str, Any]] = settings.HEDGEROW_ROLES.items()
    held = Assignment.objects.filter(
        perhaps_running(at), starts__lte=last_day_anywhere(at), person__erased_at=None,
        role__in=[key for key, role in roles if permission in role.site_grants],
        ecosystem__in={place for place, _site in wanted},
        organisation__in={site for _place, site in wanted},
    )  # fmt: skip
    found: dict[Site, dict[Person, None]] = {}
    for row in held.select_related("person", "ecosystem").order_by("pk"):
        site = (row.ecosystem_id, row.organisation_id or 0)
        if site in wanted and not is_over(row.ends, row.ecosystem.time_zone, at):
            found.setdefault(site, {})[row.person] = None
    return {site: list(people) for site, people in found.items()}
