"""Whoever offers what meets at set times is told to plan its sessions, until they stand."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import actions as activities
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.opportunities.queries import waiting_for
from hedgerow.features.engagement.opportunities.queries.planning import NAME_LEADER, PLAN
from hedgerow.foundation.permissions import Actor

from .factories import STEWARD, Valley, valley
from .test_pages import browser

pytestmark = pytest.mark.django_db
SOON = timezone.now().date() + timedelta(days=9)
TERM = {"starts": SOON, "ends": SOON + timedelta(days=60)}


@pytest.fixture
def aspen() -> Valley:
    return valley()


def told(by: Actor) -> list[tuple[str, str, str]]:
    return [(str(one.title), str(one.why), one.url) for one in waiting_for(by)]


def test_who_offers_a_club_and_leads_it_plans_its_sessions_until_one_stands(aspen: Valley) -> None:
    row = aspen.offer(by=aspen.pia, leader_id=aspen.pia.person_id, **TERM)
    assert row.activity is not None
    plan = reverse("plan-sessions", args=["aspen", row.activity.uuid])
    assert told(aspen.pia) == [("Robots", str(PLAN), plan)]
    assert told(aspen.ada) == []
    begins = datetime.combine(SOON, datetime.min.time(), UTC) + timedelta(hours=20)
    activities.plan_session(row.activity, begins, 60, by=aspen.pia, at=timezone.now())
    assert told(aspen.pia) == []


def test_what_had_begun_when_it_was_opened_is_due_on_no_day(aspen: Valley) -> None:
    row = aspen.offer(by=aspen.pia, leader_id=aspen.pia.person_id, **TERM)
    (one,) = waiting_for(aspen.pia)
    assert one.due is not None
    Opportunity.objects.filter(pk=row.pk).update(changed_at=one.due + timedelta(hours=1))
    assert [one.due for one in waiting_for(aspen.pia)] == [None]


def test_who_offers_without_a_leader_is_asked_to_name_one(aspen: Valley) -> None:
    row = aspen.offer(by=aspen.pia, **TERM)
    edit = reverse("edit-opportunity", args=["aspen", row.uuid, "when"])
    assert told(aspen.pia) == [("Robots", str(NAME_LEADER), edit)]


def test_a_convener_plans_what_she_offered_for_others_and_nobody_else_is_asked(
    aspen: Valley,
) -> None:
    aspen.offer(by=aspen.ada, **TERM)
    assert [why for _title, why, _url in told(aspen.ada)] == [str(PLAN)]
    assert told(aspen.pia) == []


def test_what_nobody_here_offered_waits_for_its_organisation_in_one_line_a_series(
    aspen: Valley,
) -> None:
    row = aspen.offer(by=STEWARD, starts=SOON)
    actions.repeat_opportunity(row, [SOON + timedelta(days=7)], by=STEWARD, at=timezone.now())
    assert len(told(aspen.pia)) == 1
    assert told(aspen.ada) == []


@pytest.mark.slow
def test_what_has_no_set_times_is_over_or_begins_at_an_hour_asks_nobody(aspen: Valley) -> None:
    always = OpportunityKind.objects.create(
        ecosystem=aspen.place, key="local", name="Local", in_sessions=False
    )
    aspen.offer(by=aspen.pia, kind_id=always.pk, **TERM)
    aspen.offer(by=aspen.pia, starts=None)
    aspen.offer(by=aspen.pia, starts=SOON - timedelta(days=400))
    aspen.offer(by=aspen.pia, starts=SOON, begins=datetime.min.time(), minutes=60)
    aspen.offer(by=aspen.pia, opened=False, **TERM)
    aspen.offer(by=aspen.pia, takes_signups=False, **TERM)
    assert told(aspen.pia) == []


@pytest.mark.slow
def test_its_page_says_so_to_who_may_plan_and_to_nobody_else(aspen: Valley, client: Client) -> None:
    row = aspen.offer(by=aspen.ada, **TERM)
    assert row.activity is not None
    page = reverse("opportunity", args=["aspen", row.uuid])
    plan = reverse("plan-sessions", args=["aspen", row.activity.uuid])
    assert plan not in client.get(page).content.decode()
    assert plan in browser(aspen.ada.person_id).get(page).content.decode()


@pytest.mark.slow
def test_the_time_that_it_says_is_filled_in_where_its_sessions_are_planned(aspen: Valley) -> None:
    row = aspen.offer(by=aspen.ada, begins=time(16, 30), minutes=90, **TERM)
    assert row.activity is not None
    page = reverse("plan-sessions", args=["aspen", row.activity.uuid])
    said = browser(aspen.ada.person_id).get(page).content.decode()
    assert 'name="begins" value="16:30"' in said
    assert 'name="minutes" value="90"' in said
