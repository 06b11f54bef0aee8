"""Simulated agreements, advisers, placements and rounds of choice stand in every state."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.tests.factories import digest
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


pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


def plant(slug: str) -> Ecosystem:
    job = start_planting(
        "long-beach", by=Actor.the_steward(), at=AT, slug=slug, history=True, scale=0.25
    )
    assert work.finish(job, lambda done, total: None) is None
    return Ecosystem.objects.get(slug=slug)


@pytest.fixture(scope="module")
def eco(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Ecosystem]:
    """Planted once, and gone with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant("one")
        transaction.set_rollback(True)


@pytest.mark.usefixtures("eco")
def test_long_beach_has_agreements_an_advisory_and_placements_in_every_state() -> None:
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


def test_planted_twice_it_is_equal(eco: Ecosystem) -> None:
    first, second = digest(eco), digest(plant("two"))
    assert len(first["marks"]) > 1000
    assert first == second
    assert {mark[-1] for mark in first["marks"]} == {"simulated"}
