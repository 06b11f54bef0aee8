"""What a placement says of the activity under which its hours stand."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from hedgerow.commons.activities import leading, venues
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.permissions import Actor

from .looking_after import may_look_after, of_family
from .models import Placement


def lapsed(actor: Actor) -> Q:
    """Those that the actor leads by name alone: they may not look after the learner any more."""
    if not actor.once("placements.led", lambda one: _led(one).exists()):
        return Q(pk__in=())
    unfit = _led(actor).exclude(may_look_after(actor.person_id))
    return Q(pk__in=unfit.values("activity"))


def aside(actor: Actor) -> Q:
    """Those of the actor's own children: nobody marks or confirms hours of these."""
    if not actor.once("placements.of_family", lambda one: _own(one).exists()):
        return Q(pk__in=())
    return Q(pk__in=_own(actor).values("activity"))


def _led(actor: Actor) -> QuerySet[Placement]:
    return Placement.objects.filter(activity__leader=actor.person_id)


def _own(actor: Actor) -> QuerySet[Placement]:
    return Placement.objects.filter(of_family(actor), activity__isnull=False)


def of_placements() -> Q:
    """Those under which a placement's hours stand: its own consent says who is let near."""
    return Q(pk__in=Placement.objects.filter(activity__isnull=False).values("activity"))


def hosts(activities: Collection[int]) -> dict[int, Organisation]:
    """Where the hours are done: at the host, while the school answers for the activity."""
    rows = Placement.objects.filter(activity__in=activities).select_related("host")
    return {row.activity_id: row.host for row in rows if row.activity_id and row.host}


def register() -> None:
    venues.register("placements", hosts)
    leading.register("placements", lapsed=lapsed, aside=aside, apart=of_placements)
