"""Who acts, and what that actor may do.

One object answers both: an ``Actor`` is built once a request (or job, command, import) and
handed to every action and query. Permissions are names kept in each app's ``permissions.py``;
which role grants which is one table, ``config/roles.py``. Actions *require*; what an actor may
see is one queryset filter, ``visible_to(actor)``, built from ``scope``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, Self, TypeVar, cast

from django.db.models import Q

from .errors import Closed, NotPermitted
from .ties import Ties

Answer = TypeVar("Answer")
Via = Literal["page", "api", "command", "job", "device", "import", "simulation", "public"]
Origin = Literal["live", "imported", "simulated"]
Grants = Mapping[int, frozenset[str]]
Site = tuple[int, int]
"""An ecosystem's id and the id of an organisation in it: a school may belong to two ecosystems."""
SiteGrants = Mapping[Site, frozenset[str]]

NONE: Grants = MappingProxyType({})
NOWHERE: SiteGrants = MappingProxyType({})
OPEN: Mapping[int, date] = MappingProxyType({})
EVEN_CLOSED = ("view", "export", "erase", "reopen", "archives.archive:make")
"""What may be done in an ecosystem that is closed: permissions, or the verb their names end with."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts.

    ``grants`` maps an ecosystem's id to the permissions held in the whole of it;
    ``site_grants`` maps a site to those held for that organisation alone, in that ecosystem alone.
    ``steward`` runs the installation (a command on the server) and may do everything.
    ``closed`` maps the closed ecosystems among them to the day: what changes something there may
    not be done, while what is seen by a permission is seen as before.
    """

    person_id: int | None = None
    via: Via = "public"
    origin: Origin = "live"
    on_behalf_of: int | None = None
    grants: Grants = field(default_factory=lambda: NONE, hash=False)
    site_grants: SiteGrants = field(default_factory=lambda: NOWHERE, hash=False)
    steward: bool = False
    closed: Mapping[int, date] = field(default_factory=lambda: OPEN, hash=False)
    unproved: bool = False
    """Whether a role was left out because it takes a second factor that was not shown."""
    ties: Ties | None = field(default=None, hash=False)
    """Whom one sees as a guardian, where a page has read it to ask by it; None has each ask anew."""
    told: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was asked about the actor once; it lasts as long as the actor, and another made of it asks anew."""

    @classmethod
    def public(cls) -> Self:
        """Somebody who has not signed in."""
        return cls()

    @classmethod
    def the_steward(cls, via: Via = "command", origin: Origin = "live") -> Self:
        """Whoever runs the server: commands, scheduled jobs, planting."""
        return cls(via=via, origin=origin, steward=True)

    def may(self, permission: str, within: int | None) -> bool:
        """Whether the actor may do so in the whole of that ecosystem, which is open for it."""
        if within is not None and self.shuts(permission, within):
            return False
        return self.holds(permission, within)

    def holds(self, permission: str, within: int | None) -> bool:
        """Whether the actor holds ``permission`` in the whole of it, be it closed: for reading."""
        if self.steward:
            return True
        return within is not None and permission in self.grants.get(within, frozenset())

    def may_at(self, permission: str, ecosystem: int | None, organisation: int | None) -> bool:
        """Whether the actor holds ``permission`` for that one organisation in the ecosystem."""
        if self.steward:
            return True
        if ecosystem is None or organisation is None or self.shuts(permission, ecosystem):
            return False
        return permission in self.site_grants.get((ecosystem, organisation), frozenset())

    def may_somewhere(self, permission: str, within: int) -> bool:
        """Whether the actor holds ``permission`` in that ecosystem, or for a site of it."""
        if self.may(permission, within):
            return True
        return not self.shuts(permission, within) and bool(self.sites_with(permission, within))

    def shuts(self, permission: str, within: int) -> bool:
        """Whether the ecosystem is closed to what that permission lets do."""
        is_closed = within in self.closed and not self.steward
        stays = permission in EVEN_CLOSED or permission.rpartition(":")[2] in EVEN_CLOSED
        return is_closed and not stays

    def ecosystems_with(self, permission: str) -> list[int]:
        """Ids of the ecosystems where the actor holds ``permission``, ascending."""
        return sorted(pk for pk, held in self.grants.items() if permission in held)

    def sites(self, permission: str) -> list[Site]:
        """Every site for which the actor holds ``permission``, ascending."""
        return sorted(site for site, held in self.site_grants.items() if permission in held)

    def sites_with(self, permission: str, within: int) -> list[int]:
        """Ids of that ecosystem's organisations for which the actor holds it, ascending."""
        return [organisation for place, organisation in self.sites(permission) if place == within]

    def once(self, question: str, ask: Callable[[Self], Answer]) -> Answer:
        """The answer to a question about the actor, asked at most once."""
        if question not in self.told:
            self.told[question] = ask(self)
        return cast("Answer", self.told[question])

    def by_way_of(self, via: Via, origin: Origin | None = None) -> Self:
        """The same actor acting by another way, such as an import it asked for."""
        return replace(self, via=via, origin=origin or self.origin)


def require(
    actor: Actor, permission: str, *, within: int | None, at_site: int | None = None
) -> None:
    """Raise NotPermitted unless the actor holds ``permission`` in that ecosystem.

    Where ``at_site`` names an organisation, holding it there for that organisation is enough.
    Raises Closed where the ecosystem is, for what changes something.
    """
    if within is not None and actor.shuts(permission, within):
        raise Closed(actor.closed[within])
    if actor.may(permission, within):
        return
    if at_site is not None and actor.may_at(permission, within, at_site):
        return
    raise NotPermitted(permission=permission)


def scope(actor: Actor, permission: str, field_name: str = "ecosystem_id") -> Q:
    """Rows of the ecosystems where the actor holds ``permission``."""
    if actor.steward:
        return Q()
    return Q(**{f"{field_name}__in": actor.ecosystems_with(permission)})


def site_scope(
    actor: Actor,
    permission: str,
    field_name: str = "organisation_id",
    ecosystem_field: str = "ecosystem_id",
) -> Q:
    """Rows of the sites for which the actor holds ``permission``, each in its own ecosystem.

    Give it to one ``filter`` where the fields lie behind a relation of many rows: both must be of
    the same row.
    """
    if actor.steward:
        return Q()
    found = Q(pk__in=())
    for ecosystem in sorted({place for place, _ in actor.sites(permission)}):
        sites = actor.sites_with(permission, ecosystem)
        found |= Q(**{ecosystem_field: ecosystem, f"{field_name}__in": sites})
    return found
