"""Seats of activities that something holds, as whoever enrols there is told."""

from collections.abc import Collection

from hedgerow.commons.activities.seats import Hold
from hedgerow.features.engagement.opportunities import giving
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp

from .places import places_left


def holds_of(activities: Collection[int]) -> dict[int, Hold]:
    """What is held of these activities of opportunities with a bound. One query where nothing is."""
    rows = Opportunity.objects.filter(
        giving.held(), activity__in=activities, capacity__isnull=False
    )
    found = {}
    for row in rows.select_related("ecosystem"):
        giver = giving.is_held(row)
        if giver is None or row.activity_id is None:
            continue
        seated = seated_in(row)
        kept = kept_for(row, seated)
        found[row.activity_id] = Hold(giver.title, places_left(row) or 0, kept, seated, giver.until)
    return found


def seated_in(row: Opportunity) -> frozenset[int]:
    """Who holds a place by signing up, which is counted as taken, by their keys."""
    signed = SignUp.objects.filter(opportunity=row, state__in=SignUp.HOLDING)
    return frozenset(signed.values_list("person", flat=True))


def kept_for(row: Opportunity, seated: frozenset[int]) -> frozenset[int]:
    """Who else has been given a place and has not taken it up."""
    return frozenset(giving.promised(row)) - seated
