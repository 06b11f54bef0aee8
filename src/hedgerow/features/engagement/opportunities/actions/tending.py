"""What nobody presses a button for: places run out, end elsewhere, and are passed on."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.clock import day_in, last_day_anywhere
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp

from . import line
from .authority import SYSTEM
from .hearing import hear
from .telling import tell_of

State = SignUp.State


def to_tend(at: datetime) -> list[int]:
    """Ids of opportunities with something due: an answer, an end, or somebody who waits."""
    due = Q(state__in=SignUp.ANSWERED_BY_DAY, expires_at__lte=at)
    ended = Q(enrolment__isnull=True) | Q(enrolment__dropped=True)
    ended |= Q(enrolment__ends__lt=last_day_anywhere(at))
    of_open = Q(opportunity__state=Opportunity.State.OPEN)
    wanted = due | (Q(state=State.PLACED) & ended & of_open) | (Q(state=State.WAITING) & of_open)
    rows = SignUp.objects.filter(wanted, not_closed())
    return list(rows.order_by("opportunity").values_list("opportunity", flat=True).distinct())


@transaction.atomic
def tend(opportunity: int, at: datetime) -> None:
    """End what is due, free what ended in the activity, and offer what is free to who waits."""
    rows = Opportunity.objects.select_for_update(of=("self",)).select_related("ecosystem", "kind")
    row = rows.filter(pk=opportunity, ecosystem__closed_on=None).first()
    if row is None:
        return
    for sign_up in _ended_elsewhere(row, at):
        line.over(sign_up, State.LEFT, at)
        tell_of("place_left", row, sign_up, by=SYSTEM, at=at)
    _recount(row)
    for sign_up in line.expire(row, at):
        hear(row, sign_up, at)


def _ended_elsewhere(row: Opportunity, at: datetime) -> list[SignUp]:
    """Those placed whose place in the activity ended or was taken back, by whom it may be."""
    today, gone = day_in(row.ecosystem, at), []
    placed = SignUp.objects.filter(opportunity=row, state=State.PLACED)
    for sign_up in placed.select_related("person", "enrolment"):
        place = sign_up.enrolment
        if place is None:  # two records of one person were made one, or it was taken back
            again = Enrolment.objects.filter(activity=row.activity_id, person=sign_up.person)
            place = again.filter(ends__isnull=True).first() if row.activity_id else None
            if place is not None:
                sign_up.enrolment = place
                sign_up.save(update_fields=["enrolment"])
        if place is None or place.dropped or (place.ends is not None and place.ends < today):
            gone.append(sign_up)
    return gone


def _recount(row: Opportunity) -> None:
    """Hold as many places as there are sign-ups that hold one: rows may go in other ways too."""
    holding = SignUp.objects.filter(opportunity=row, state__in=SignUp.HOLDING).count()
    most = holding if row.capacity is None else min(holding, row.capacity)
    line.held(row, most - row.taken)
