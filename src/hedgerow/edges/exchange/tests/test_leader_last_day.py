"""A teacher whose role has a last day still to come leads the classes of the set until then."""

from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.edges.exchange.actions import preview

from .rosters import Set

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["by columns", "row by row"])
def way(request, monkeypatch):
    if request.param == "row by row":
        monkeypatch.setattr("hedgerow.edges.exchange.rosters.whole.fits", lambda _roster: False)


def leading_until(day, begins=""):
    made = Set("1.2")
    made.row("roles", "ro-e1")["endDate"] = day.isoformat()
    made.row("enrollments", "n3")["beginDate"] = begins and begins.isoformat()
    return made


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("days", [0, 200])
def test_who_has_a_last_day_to_come_leads_and_again_nothing_changes(bring_set, grove, days):
    made = leading_until(today(grove) + timedelta(days=days))
    assert bring_set(made, preview).problems == ()
    bring_set(made)
    assert Assignment.objects.get(person__code="e1").ends == today(grove) + timedelta(days=days)
    assert GroupPlace.objects.get(person__code="e1").leads
    if days:
        again = bring_set(made)
        assert (again.new, again.changed) == ({}, {})


@pytest.mark.usefixtures("way")
def test_whose_last_day_is_over_may_not_lead(bring_set, grove):
    told = bring_set(leading_until(today(grove) - timedelta(days=1)), preview)
    assert [one.code for one in told.problems] == ["membership.may_not_lead"]


@pytest.mark.usefixtures("way")
def test_nor_does_who_is_gone_before_the_class_begins(bring_set, grove):
    day = today(grove)
    made = leading_until(day + timedelta(days=20), day + timedelta(days=21))
    assert [one.code for one in bring_set(made, preview).problems] == ["membership.may_not_lead"]
    assert not GroupPlace.objects.exists()
