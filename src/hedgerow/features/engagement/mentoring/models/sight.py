"""Which rows about helping an actor sees: one's own, one's wards', and where one arranges."""

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Guardian
from hedgerow.commons.people.sight import answered_by
from hedgerow.foundation.permissions import Actor, scope, site_scope


def wards_in(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Guardian]:
    """The ties by which the actor answers for learners there, and sees them."""
    ties = Guardian.objects.seeing().filter(ecosystem=ecosystem, ends__isnull=True)
    return ties.filter(guardian=actor.person_id or 0)


def about(actor: Actor, field: str) -> Q:
    """Rows whose ``field`` names the actor, or a ward in the row's ecosystem."""
    if actor.person_id is None:
        return Q(pk__in=())
    return Q(**{field: actor.person_id}) | answered_by(actor, field)


def where(actor: Actor, permission: str, site: str = "site_id") -> Q:
    """Rows of the ecosystems, or of the sites, for which the actor holds ``permission``."""
    return scope(actor, permission) | site_scope(actor, permission, site)
