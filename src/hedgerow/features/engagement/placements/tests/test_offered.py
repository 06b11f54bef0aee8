"""What a host offered itself is accepted unasked only while that holds, in its own words."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.opportunities import actions as offering
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.placements import actions

from .factories import FIRST, LAST, STEWARD, Clinic, clinic

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ward(made: Clinic, **given: object) -> Opportunity:
    """What the clinic offers, in its own words, and opened."""
    kind = OpportunityKind.objects.create(ecosystem=made.ecosystem, key="day", name="A day")
    said = {
        "kind_id": kind.pk, "title": "The ward", "organisation_id": made.host.pk, "starts": FIRST,
        "ends": LAST, "summary": "See it.", "place": "Clinic", "sight": "members",
        "takes_signups": False, **given,
    }  # fmt: skip
    row = offering.offer_opportunity(made.ecosystem, said, by=made.hal, at=NOW)
    return offering.open_opportunity(row, by=STEWARD, at=NOW)


def came_of(made: Clinic, offer: Opportunity, name: str = "Zed") -> str:
    """How the host stands that is set for a place of it."""
    learner = factories.learner(made.school, name)
    days = {"host": made.host, "starts": FIRST, "ends": LAST}
    row = actions.request_placement(made.kind, learner, by=STEWARD, at=NOW, offer=offer, **days)
    return actions.arrange_placement(row, by=made.ed, at=NOW).asks.get().state


def closed(row: Opportunity, made: Clinic) -> None:
    offering.close_opportunity(row, by=made.hal, at=NOW)


def edited(row: Opportunity, made: Clinic) -> None:
    offering.edit_opportunity(row, {"ends": LAST + DAY}, by=made.ada, at=NOW)


def shortened(row: Opportunity, made: Clinic) -> None:
    offering.edit_opportunity(row, {"ends": LAST - DAY}, by=made.hal, at=NOW)


@pytest.mark.parametrize("changed", [closed, edited, shortened])
def test_it_is_asked_once_that_does_not_hold(
    changed: Callable[[Opportunity, Clinic], None],
) -> None:
    made = clinic()
    row = ward(made)
    changed(row, made)
    assert came_of(made, row) == "asked"


@pytest.mark.slow
def test_it_is_asked_once_no_place_is_left() -> None:
    made = clinic()
    row = ward(made, capacity=1)
    assert [came_of(made, row, name) for name in ("Zed", "Yul")] == ["accepted", "asked"]


@pytest.mark.slow
def test_what_the_host_edited_after_somebody_else_is_its_word_again() -> None:
    made = clinic()
    row = ward(made)
    edited(row, made)
    row.refresh_from_db()
    offering.edit_opportunity(row, {"summary": "As it is."}, by=made.hal, at=NOW)
    assert came_of(made, row) == "accepted"
