"""Conveners see for how long what is kept, when the job last looked, and what it let go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.foundation import jobs, privacy
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.jobs.work import run_pending
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.kept import Kind, kept_page, period_of
from hedgerow.portal.retention import let_go
from hedgerow.portal.tests.test_retention import LONG, STEWARD, a_term

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_every_rule_is_told_with_its_time_and_what_was_let_go() -> None:
    made = a_term()
    marks, later = Attendance.objects.count(), timezone.now() + LONG
    slug = made.ecosystem.slug
    before = kept_page(STEWARD, slug, later)
    assert len(before.kinds) == len(privacy.rules())
    assert (before.gone, before.looked_at) == (0, None)
    let_go(later, by=STEWARD)
    found = {kind.label: kind for kind in kept_page(STEWARD, slug, later).kinds}
    attendance = found["activities.attendance"]
    assert (attendance.gone, attendance.last, attendance.period) == (marks, later, "5 years")
    much_later = kept_page(STEWARD, slug, later + timedelta(days=366))
    assert much_later.gone == 0


@pytest.mark.slow
def test_when_the_job_last_looked_is_told() -> None:
    made = a_term()
    jobs.enqueue("portal.retention")
    run_pending()
    looked = kept_page(STEWARD, made.ecosystem.slug, timezone.now()).looked_at
    assert looked
    assert timezone.now() - looked < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 day"), (30, "30 days"), (365, "1 year"), (1826, "5 years"), (400, "400 days")],
)
def test_a_time_is_said_in_years_where_it_is_some(days: int, said: str) -> None:
    assert Kind("a.b", "b", "why", days, 0, None, False).period == said


def test_it_is_for_who_may_erase_and_takes_few_queries() -> None:
    made = a_term()
    with pytest.raises((NotPermitted, NotFound)):
        kept_page(Actor.public(), made.ecosystem.slug, timezone.now())
    with CaptureQueriesContext(connection) as seen:
        kept_page(STEWARD, made.ecosystem.slug, timezone.now())
    assert len(seen) <= 4


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 day"), (30, "30 days"), (365, "1 year"), (5 * 365 + 1, "5 years")]
)
def test_a_time_is_said_in_the_largest_unit_and_in_its_number(days: int, said: str) -> None:
    assert period_of(days) == said


def test_what_is_kept_stands_by_how_long_the_shortest_first_and_nothing_is_left_out() -> None:
    page = kept_page(STEWARD, ecosystem().slug, timezone.now())
    days = [kinds[0].days for _period, kinds in page.spans]
    assert days == [*sorted(one for one in days if one is not None), None]
    assert all({one.days for one in kinds} == {kinds[0].days} for _period, kinds in page.spans)
    assert sorted(one.label for _p, kinds in page.spans for one in kinds) == sorted(
        one.label for one in page.kinds
    )
