"""Pages give times by the clocks of their ecosystem, and say whose."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.models import (
    Invitation,
)
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.exchange.models import Import

from .test_local_days import a_club, planned
from .zones import Town, town

__all__ = ["town"]


def test_an_invitation_lapses_by_the_clocks_of_those_who_invite(town: Town) -> None:
    by = factories.actor(town.convener)
    offer = actions.Offer("member", language="en", message="")
    actions.invite_people(
        town.ecosystem,
        ["bo@example.org"],
        offer,
        by=by,
        at=timezone.now(),
        root="https://h.example/",
    )
    lapses = Invitation.objects.get().expires_at
    local = lapses.astimezone(town.now.tzinfo).date()
    page = town.page(reverse("invitations", args=[town.ecosystem.slug]))
    assert local - town.day == timedelta(days=(lapses - timezone.now()).days)
    assert date_format(local, "DATE_FORMAT") in page


def test_pages_of_imports_give_local_time_and_say_whose(town: Town) -> None:
    row = Import.objects.create(
        ecosystem=town.ecosystem, by=town.convener, file_name="schools.csv", created_at=town.now,
        target="organisations", state="done",
    )  # fmt: skip
    page = town.page(reverse("import", args=[town.ecosystem.slug, row.uuid]))
    assert date_format(town.now, "DATETIME_FORMAT") in page
    assert f"Times are as clocks in {town.city} show them." in page


@pytest.mark.slow
def test_my_week_says_which_clocks_where_two_towns_differ(town: Town) -> None:
    far = factories.ecosystem("Far", time_zone="Pacific/Auckland")
    made = a_club(town)
    other = club(ecosystem=far, learners=0, sessions=0, leader_id=None, code="far")
    factories.assigned(made.tutor, "tutor", far)
    other.activity.leader = made.tutor
    other.activity.save()
    planned(other, timezone.now() + timedelta(minutes=5))
    page = town.page(reverse("home"), made.tutor)
    assert " by clocks in Auckland)" in page
