from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from hedgerow.foundation import accesslog, jobs
from hedgerow.foundation.accesslog.actions import forget_learner
from hedgerow.foundation.accesslog.models import Opening
from hedgerow.foundation.accesslog.queries import openings_by
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA, BO = Actor(person_id=11, via="page"), Actor(person_id=22, via="api", on_behalf_of=33)
LEARNER = 44


def open_record(by: Actor = ADA, at: datetime = NOON, learner: int = LEARNER) -> None:
    accesslog.opened(learner, by=by, at=at, what="records.progress", ecosystem=1, why="review")


def test_an_opening_says_who_what_when_and_why() -> None:
    open_record(BO)
    (row,) = accesslog.openings_of(LEARNER).rows
    assert (row.by_person, row.on_behalf_of, row.via) == (22, 33, "api")
    assert (row.what, row.at, row.why, row.ecosystem) == ("records.progress", NOON, "review", 1)


def test_ones_own_record_may_be_opened_unnoted() -> None:
    open_record(ADA, learner=11)
    assert not Opening.objects.exists()


def test_many_that_were_shown_together_are_noted_at_once_but_ones_own(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        accesslog.opened_each(range(1, 21), by=ADA, at=NOON, what="records.progress", ecosystem=1)
    assert {row.learner for row in Opening.objects.all()} == {*range(1, 21)} - {11}


def test_openings_come_newest_first_and_page_by_key() -> None:
    for minute in range(5):
        open_record(at=NOON + timedelta(minutes=minute))
    open_record(learner=45)
    first = accesslog.openings_of(LEARNER, limit=3)
    rest = accesslog.openings_of(LEARNER, limit=3, before=first.before)
    minutes = [row.at.minute for row in (*first.rows, *rest.rows)]
    assert minutes == [4, 3, 2, 1, 0]
    assert rest.before is None
    assert len(openings_by(11).rows) == 6


@pytest.mark.parametrize("rows", [2, 20])
def test_a_page_takes_one_query(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        open_record()
    with django_assert_num_queries(1):
        accesslog.openings_of(LEARNER)


def test_old_openings_are_forgotten_by_the_daily_job() -> None:
    now = timezone.now()
    open_record(at=now - timedelta(days=401))
    open_record(at=now - timedelta(days=399))
    jobs.enqueue("accesslog.forget_old")
    jobs.run_pending()
    assert [row.at for row in accesslog.openings_of(LEARNER).rows] == [now - timedelta(days=399)]


def test_erasing_a_learner_forgets_who_opened_the_record_and_nothing_else() -> None:
    open_record()
    open_record(learner=45)
    open_record(Actor(person_id=LEARNER, via="page"), learner=45)
    assert forget_learner(LEARNER) == 1
    assert Opening.objects.count() == 2
