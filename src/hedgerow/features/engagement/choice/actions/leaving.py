"""What becomes of an enrolment whose place in a round is given back, or asked for again."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.actions.ending import end_there
from hedgerow.features.engagement.opportunities.models import SignUp
from hedgerow.foundation.permissions import Actor

from ..models import Offer


def end_enrolment(offer: Offer | None, person: Person, *, by: Actor, at: datetime) -> None:
    """End it from that day on, so that whoever the seat goes to can come; what was recorded stays.

    The round's place is somebody else's, or none, by then: what hears of it has nothing to let go.
    A place that somebody signed up for besides is given back where it was signed up for.
    """
    if offer is None or offer.activity_id is None:
        return
    signed = SignUp.objects.filter(
        opportunity__activity=OuterRef("activity"), person=OuterRef("person"),
        state__in=SignUp.HOLDING,
    )  # fmt: skip
    there = Enrolment.objects.filter(
        ~Exists(signed), activity=offer.activity_id, person=person, ends=None
    )
    for one in there.select_related("ecosystem", "activity", "person"):
        end_there(one, by=by, at=at)
