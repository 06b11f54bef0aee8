"""Which kinds of notice can concern somebody: nobody is asked about what never comes to them."""

from hedgerow.commons.people.ties import wards_of
from hedgerow.foundation.permissions import Actor

from .kinds import Kind, known
from .models import Notice


def concerning(actor: Actor) -> list[Kind]:
    """Kinds that the actor may be told of, or was, in the order of their keys. Two queries at most."""
    mine = Notice.objects.visible_to(actor).filter(person=actor.person_id or 0)
    told = set(mine.order_by().values_list("kind", flat=True).distinct())
    has_wards = bool(wards_of(actor))
    return [
        kind
        for kind in known()
        if kind.key in told
        or (
            (not kind.needs or _holds_somewhere(actor, kind.needs))
            and (not kind.of_wards or has_wards)
        )
    ]


def _holds_somewhere(actor: Actor, permission: str) -> bool:
    return bool(actor.ecosystems_with(permission) or actor.sites(permission))
