"""Whether a host offered a place itself: then it need not be asked."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import Q

from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.queries.places import places_left
from hedgerow.foundation.journal.models import Fact

from .hosts import hearers
from .models import HostAsk, Placement

OPENED: Final = "opportunities.opened"
SAID: Final = (
    OPENED, "opportunities.offered", "opportunities.copied", "opportunities.edited",
    "opportunities.proposed", "opportunities.proposal_changed",
)  # fmt: skip
"""Whoever did one of these last said what is offered; opening alone takes no word from the host."""
State = Placement.State


def offered_by_host(row: Placement, at: datetime) -> bool:
    """Whether it is a place left of an open opportunity, on its days, in the host's own words.

    The opportunity is locked, so that two do not get the last place; call it in a transaction.
    """
    if row.offer_id is None or row.host_id is None or row.starts is None or row.ends is None:
        return False
    rows = Opportunity.objects.select_for_update(of=("self",)).select_related("ecosystem")
    found = rows.filter(pk=row.offer_id, organisation=row.host_id).first()
    if found is None or found.state != Opportunity.State.OPEN or found.starts is None:
        return False
    last = found.ends or found.starts
    if not (found.starts <= row.starts and row.ends <= last):
        return False
    ours = [person.pk for person in hearers(row, row.host_id, at)]
    return _is_word_of(found, ours) and _has_place(found, row)


def _is_word_of(found: Opportunity, ours: Collection[int]) -> bool:
    """Whether one of these entered what it says now, or opened it knowing that."""
    facts = Fact.objects.filter(
        Q(by_person__in=ours) | ~Q(kind=OPENED),
        ecosystem=found.ecosystem_id, kind__in=SAID,
        subjects__kind="opportunities.opportunity", subjects__uuid=found.uuid,
    )  # fmt: skip
    said = facts.order_by("-pk").values_list("by_person", flat=True).first()
    return said is not None and said in ours


def _has_place(found: Opportunity, row: Placement) -> bool:
    """Whether a place is left beside sign-ups and other placements, or the learner holds one."""
    left = places_left(found)
    if left is None:
        return True
    signed = SignUp.objects.filter(opportunity=found, state__in=SignUp.HOLDING)
    others = Placement.objects.filter(offer=found, asks__state=HostAsk.State.ACCEPTED)
    others = others.exclude(state__in=(State.REQUESTED, State.CLOSED)).exclude(pk=row.pk)
    taken = others.exclude(learner__in=signed.values("person")).count()
    return left + signed.filter(person=row.learner_id).exists() > taken
