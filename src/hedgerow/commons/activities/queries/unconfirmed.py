"""Sessions that the other side marked and that wait to be confirmed."""

from typing import Final

from hedgerow.commons.activities.models import Session, SessionQuerySet
from hedgerow.commons.activities.sides import on_same_side
from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.foundation.permissions import Actor

MANY: Final = 1_000
"""Of so many, the latest, it is looked at who marked them; older ones are shown as they are."""


def to_confirm(actor: Actor) -> SessionQuerySet:
    """Sessions anywhere that are marked and not confirmed, which the actor may confirm by role.

    What the actor marked is left out; what others of the same side marked is not.
    """
    rows = Session.objects.filter(
        not_closed(), state=Session.State.HELD, confirmed_at=None,
        activity__kind__needs_confirmation=True,
    ).confirmable_by(actor)  # fmt: skip
    return rows if actor.person_id is None else rows.exclude(marked_by=actor.person_id)


def unconfirmed(actor: Actor, ecosystem: Ecosystem) -> SessionQuerySet:
    """Sessions of the ecosystem that wait for the actor to confirm them."""
    rows = to_confirm(actor).filter(ecosystem=ecosystem)
    latest = rows.select_related("activity").order_by("-starts_at", "-pk")[:MANY]
    own = set() if actor.steward else on_same_side(latest, actor.person_id)
    return rows.exclude(pk__in=own).prefetch_related(
        "activity__site", "activity__ecosystem", "ecosystem"
    )
