"""Simulated agreements, advisers, placements and rounds of choice stand in every state."""

from datetime import UTC, datetime

import pytest

from hedgerow.commons.activities.models import Attendance
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.features.engagement.choice.models import Outcome, Round
from hedgerow.features.engagement.partners.models import Adviser, Agreement, Contact
from hedgerow.features.engagement.placements.models import (
    Evaluation,
    HostAsk,
    HoursEntry,
    Placement,
    PlacementKind,
)
from hedgerow.foundation.jobs import work
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.sqlite  # PostgreSQL: tests/kill
@pytest.mark.django_db
def test_long_beach_has_agreements_an_advisory_and_placements_in_every_state() -> None:
    job = start_planting(
        "long-beach", by=Actor.the_steward(), at=AT, slug="lb", history=True, scale=0.3
    )
    assert work.finish(job, lambda done, total: None) is None
    states = set(Agreement.objects.values_list("state", flat=True))
    assert states == {"agreed", "declined", "proposed"}
    assert Agreement.objects.filter(renews__isnull=False).exists()
    assert Contact.objects.filter(consented_on__isnull=True).exists()
    assert Adviser.objects.filter(body__key="business-advisory").count() > 5
    assert PlacementKind.objects.get().requirements.count() == 6
    assert set(Placement.objects.values_list("state", flat=True)) == {
        "requested", "preparing", "running", "ended", "stopped",
    }  # fmt: skip
    assert set(HostAsk.objects.values_list("state", flat=True)) == {
        "asked", "accepted", "declined",
    }  # fmt: skip
    assert set(HoursEntry.objects.values_list("state", flat=True)) == {
        "claimed", "confirmed", "disputed",
    }  # fmt: skip
    assert Evaluation.objects.filter(side="host").exists()
    confirmed = HoursEntry.objects.filter(state="confirmed")
    held = Attendance.objects.filter(session__in=confirmed.values("session"))
    assert held.count() == confirmed.count() > 0
    assert set(Placement.objects.values_list("origin", flat=True)) == {"simulated"}
    _pathways_were_chosen_and_are_again()


def _pathways_were_chosen_and_are_again() -> None:
    """Sixteen opportunities, in which somebody was placed; who has no place chooses once more."""
    first, transfer, again = Round.objects.order_by("opens_on")
    assert [one.state for one in (first, transfer, again)] == ["published", "previewed", "open"]
    assert Outcome.objects.filter(round=transfer, offer__isnull=False).count() > 5
    offers = first.offers.select_related("opportunity__kind")
    assert {one.opportunity and one.opportunity.kind.key for one in offers} == {"pathway"}
    assert offers.count() == again.offers.count() == 16
    assert Outcome.objects.filter(round=first, offer__isnull=False).count() > 5
