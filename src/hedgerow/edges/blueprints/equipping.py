"""What a part works with from the beginning: kinds, tiers and, in the same country, days of the whole."""

from datetime import datetime

from hedgerow.commons.activities.planting import plant_kinds
from hedgerow.commons.ecosystems.holiday_planting import plant_holidays
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.term_planting import plant_terms
from hedgerow.commons.membership.planting import plant_tiers
from hedgerow.features.engagement.opportunities.planting import plant_opportunity_kinds
from hedgerow.foundation.permissions import Actor

from .schema import Blueprint


def equip(part: Ecosystem, blueprint: Blueprint, *, by: Actor, at: datetime) -> None:
    """Give a part what activities, opportunities and members are told by, in its own languages."""
    plant_kinds(part, blueprint.activity_kinds, by=by, at=at)
    plant_opportunity_kinds(part, blueprint.opportunity_kinds, by=by, at=at)
    plant_tiers(part, blueprint.tiers, by=by, at=at)


def give_days(
    part: Ecosystem, whole: Ecosystem, blueprint: Blueprint, *, by: Actor, at: datetime
) -> None:
    """Give it terms and holidays around ``at``, unless it is in another country than the whole."""
    if part.country in ("", whole.country):
        plant_terms(part, blueprint.terms, by=by, at=at)
        plant_holidays(part, blueprint.holidays, by=by, at=at)
