"""What a part works with from the beginning: the kinds of activity and the tiers of the whole."""

from datetime import datetime

from hedgerow.commons.activities.planting import plant_kinds
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.planting import plant_tiers
from hedgerow.foundation.permissions import Actor

from .schema import Blueprint


def equip(part: Ecosystem, blueprint: Blueprint, *, by: Actor, at: datetime) -> None:
    """Give a part what activities and members are told by, in its own languages."""
    plant_kinds(part, blueprint.activity_kinds, by=by, at=at)
    plant_tiers(part, blueprint.tiers, by=by, at=at)
