"""Which rows about helping an actor sees: one's own, one's wards', and where one arranges."""

from django.db.models import Q, QuerySet

from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.permissions import Actor, scope, site_scope


def wards(actor: Actor) -> QuerySet[Guardian]:
    """The ties by which the actor answers for learners; one's barred ones open nothing."""
    ties = Guardian.objects.seeing()
    return ties.filter(guardian=actor.person_id or 0, ends__isnull=True)


def about(actor: Actor, field: str) -> Q:
    """Rows whose ``field`` names the actor or a ward."""
    if actor.person_id is None:
        return Q(pk__in=())
    return Q(**{field: actor.person_id}) | Q(**{f"{field}__in": wards(actor).values("learner")})


def not_barred(actor: Actor, field: str) -> Q:
    """Rows whose ``field`` names nobody from whom the actor is barred."""
    barred = Guardian.objects.filter(guardian=actor.person_id or 0, barred=True)
    return ~Q(**{f"{field}__in": barred.values("learner")})


def where(actor: Actor, permission: str, site: str = "site_id") -> Q:
    """Rows of the ecosystems, or of the sites, for which the actor holds ``permission``."""
    return scope(actor, permission) | site_scope(actor, permission, site)
