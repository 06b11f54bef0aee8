"""When and where one comes to a place that a round gave."""

from collections.abc import Sequence
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.features.engagement.opportunities.queries import next_sessions, when, where

from ..models import Offer

RELATED: Final = (
    "offer__activity__ecosystem", "offer__site", "offer__opportunity__ecosystem",
    "offer__opportunity__site",
)  # fmt: skip


def when_of(offer: Offer | None) -> str:
    """When it takes place: what the opportunity says, else the next session of its activity."""
    if offer is None:
        return ""
    following = next_sessions([offer.activity_id] if offer.activity_id else [], timezone.now())
    if offer.opportunity is not None:
        return when(offer.opportunity, following)
    if offer.activity is None or not (planned := following.get(offer.activity.pk)):
        return ""
    local = on_the_wall(planned, offer.activity.ecosystem.time_zone)
    return _("next on %(when)s") % {"when": date_format(local, "DATETIME_FORMAT")}


def where_of(offer: Offer | None) -> Sequence[str]:
    """Lines that say where it is."""
    if offer is None:
        return ()
    if offer.opportunity is not None:
        return where(offer.opportunity)
    return [offer.site.name] if offer.site else ()
