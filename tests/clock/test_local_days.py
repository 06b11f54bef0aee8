"""A day is that of the ecosystem's own clocks, late in the west and early in the east."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from hedgerow.commons.activities import actions as offers
from hedgerow.commons.activities.models import Session
from hedgerow.commons.activities.tests.factories import STEWARD, Club, club
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.models import (
    Assignment,
    GroupPlace,
    OrganisationMembership,
)
from hedgerow.commons.membership.tests import factories

from .zones import DAY, Town, town

__all__ = ["town"]


def roles_page(town: Town) -> str:
    return town.page(reverse("roles", args=[town.ecosystem.slug]))


def a_club(town: Town, **values: object) -> Club:
    return club(ecosystem=town.ecosystem, learners=1, sessions=0, starts=date(2026, 9, 1), **values)


def planned(made: Club, *moments: object) -> list[Session]:
    rows = [{"activity_id": made.activity.pk, "starts_at": at, "minutes": 60} for at in moments]
    offers.plan_sessions(made.ecosystem, rows, by=STEWARD, at=timezone.now())
    return list(made.activity.sessions.order_by("starts_at"))


def test_a_role_given_now_runs_from_this_very_day(town: Town) -> None:
    bo = factories.named(town.ecosystem, "Bo")
    by = factories.actor(town.convener)
    actions.assign_many(
        town.ecosystem, [{"person_id": bo.pk, "role": "educator"}], by=by, at=timezone.now()
    )
    held = Assignment.objects.get(person=bo)
    assert held.starts == town.day
    assert "later" not in re.findall(r'<span class="tag[^"]*">([^<]+)<', roles_page(town))
    actor = actor_of(bo.pk, via="page", at=timezone.now())
    assert VIEW_ECOSYSTEM in actor.grants[town.ecosystem.pk]


def test_a_role_opens_until_the_end_of_its_last_day_and_no_longer(town: Town) -> None:
    bo = factories.named(town.ecosystem, "Bo")
    held = factories.assigned(bo, "educator", town.ecosystem)
    for ends, opens in ((town.day, True), (town.day - DAY, False)):
        Assignment.objects.filter(pk=held.pk).update(ends=ends)
        assert bool(actor_of(bo.pk, via="page", at=timezone.now()).grants) is opens


def test_a_role_of_tomorrow_opens_nothing_yet(town: Town) -> None:
    bo = factories.named(town.ecosystem, "Bo")
    Assignment.objects.create(
        ecosystem=town.ecosystem, person=bo, role="educator", starts=town.day + DAY
    )
    assert not actor_of(bo.pk, via="page", at=timezone.now()).grants


def test_an_enrolment_is_proposed_from_today_on(town: Town) -> None:
    made = a_club(town)
    page = town.page(reverse("enrol", args=[town.ecosystem.slug, made.activity.uuid]))
    assert f'name="starts" value="{town.day.isoformat()}"' in page


def test_a_place_given_without_a_day_begins_today_and_ends_today(town: Town) -> None:
    made = a_club(town)
    bo = factories.learner(made.school, "Cy")
    row = {"activity_id": made.activity.pk, "person_id": bo.pk}
    offers.enrol_many(town.ecosystem, [row], by=STEWARD, at=timezone.now())
    place = made.activity.enrolments.get(person=bo)
    assert place.starts == town.day
    url = reverse("end-place", args=[town.ecosystem.slug, made.activity.uuid, place.uuid])
    assert town.signed_in().post(url).status_code == 302
    place.refresh_from_db()
    assert place.ends == town.day


def test_a_tier_changes_from_today_on(town: Town) -> None:
    school = factories.member_school(town.ecosystem)
    row = OrganisationMembership.objects.get(organisation=school)
    by = factories.actor(town.convener)
    actions.change_membership(row, "core", partner=False, by=by, at=timezone.now())
    assert [(tier, starts) for tier, _partner, starts, _ends in factories.stretches()] == [
        ("member", factories.STARTS),
        ("core", town.day),
    ]


@pytest.mark.slow
def test_my_week_shows_the_sessions_of_this_day_and_its_hours(town: Town) -> None:
    made = a_club(town)
    before, today, after = (town.clock(15, town.day + n * DAY) for n in (-1, 0, 1))
    planned(made, before, today, after)
    page = town.page(reverse("home"), made.tutor)
    listed = page.partition('id="today"')[2].partition("</section>")[0]
    assert re.findall(r'datetime="([\d-]+T[\d:]+)', listed) == [today.isoformat()[:19]]
    assert "15:00" in listed


@pytest.mark.slow
def test_the_session_of_this_day_is_marked_as_todays(town: Town) -> None:
    made = a_club(town)
    planned(made, *(town.clock(15, town.day + n * DAY) for n in (-1, 0, 1)))
    page = town.page(reverse("activity", args=[town.ecosystem.slug, made.activity.uuid]))
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page, re.S)
    assert [date_format(town.day, "DATE_FORMAT") in row for row in rows if ">today<" in row] == [
        True
    ]


def test_a_place_in_a_group_and_a_guardian_begin_today(town: Town) -> None:
    school = factories.member_school(town.ecosystem)
    bo, by = factories.learner(school), factories.actor(town.convener)
    group = actions.make_group(
        town.ecosystem, {"name": "5a", "organisation_id": school.pk}, by=by, at=timezone.now()
    )
    actions.place_many(
        town.ecosystem, [{"group_id": group.pk, "person_id": bo.pk}], by=by, at=timezone.now()
    )
    assert (group.starts, GroupPlace.objects.get(person=bo).starts) == (town.day, town.day)
