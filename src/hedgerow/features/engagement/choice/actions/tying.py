"""Name the activity of those who were placed, after a round over what had none."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Activity
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor

from ..errors import NotInThisState
from ..models import Offer
from .checks import State, own_activity, run_by, tell


@transaction.atomic
def tie_offer(offer: Offer, activity: Activity, *, by: Actor, at: datetime) -> Offer:
    """Say in which activity those are enrolled who were placed in an offer that had none.

    The result stays as it was published. What an opportunity runs as has rules and places of its
    own, and is taken into a round before it is run.

    Raises NotFound, NotPermitted, NotInThisState, also where it has one already, or Invalid.
    """
    found = run_by(offer.round, by, State.PUBLISHED, State.OVER)
    row = Offer.objects.select_for_update().get(pk=offer.pk)
    if row.activity_id is not None or row.opportunity_id is not None:
        raise NotInThisState
    own_activity(found.ecosystem, activity.pk, by)
    if Opportunity.objects.filter(activity=activity).exists():
        said = _("This is an opportunity: people are enrolled in it by its own rules.")
        raise Invalid({"activity": [said]})
    row.activity = activity
    row.save(update_fields=["activity"])
    tell("offer_tied", found, by=by, at=at, about=[("choice.offer", row.uuid)])
    return row
