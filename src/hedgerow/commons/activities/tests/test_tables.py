"""What activities publish, read back from the warehouse."""

from datetime import date, timedelta
from typing import Any

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.activities.tests.factories import FIRST, LATER, STEWARD, Club, a_term, enrol
from hedgerow.commons.membership.tests.factories import learner
from hedgerow.foundation import warehouse
from hedgerow.foundation.warehouse.tables import declared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made(settings, tmp_path) -> Club:
    settings.HEDGEROW_HOME = tmp_path
    return a_term()


def test_a_cancelled_session_and_one_to_come_are_not_held(made: Club, monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER + timedelta(weeks=9))
    coming = {"activity_id": made.activity.pk, "starts_at": FIRST + timedelta(weeks=99),
              "minutes": 60}  # fmt: skip
    passed = {**coming, "starts_at": FIRST - timedelta(days=1)}
    actions.plan_sessions(made.ecosystem, [coming, passed], by=STEWARD, at=LATER)
    warehouse.refresh(made.ecosystem.pk)
    rows = warehouse.table("delivery", [made.ecosystem.pk]).to_polars()
    held = dict(zip(rows["session_uuid"], rows["held"], strict=True))
    by_start = {str(s.uuid): s.starts_at for s in Session.objects.all()}
    said = [held[uuid] for uuid in sorted(by_start, key=by_start.__getitem__)]
    assert said == [True, True, True, False, False]


def test_an_unconfirmed_session_is_published_as_such(made: Club) -> None:
    needs = [{"key": "club", "needs_confirmation": True}]
    actions.save_kinds(made.ecosystem, needs, by=STEWARD, at=LATER)
    warehouse.refresh(made.ecosystem.pk)
    rows = warehouse.table("delivery", [made.ecosystem.pk]).to_polars()
    assert rows["confirmed"].sum() == 0
    actions.confirm_sessions(
        made.ecosystem, [s.pk for s in made.sessions[:2]], by=STEWARD, at=LATER
    )
    warehouse.refresh(made.ecosystem.pk)
    rows = warehouse.table("delivery", [made.ecosystem.pk]).to_polars()
    assert rows["confirmed"].sum() == 2


def test_places_are_published_with_the_minimum_they_began_with(made: Club) -> None:
    rows = warehouse.table("enrolment", [made.ecosystem.pk]).to_polars()
    assert len(rows) == Enrolment.objects.count()
    assert set(rows["minimum_minutes"]) == {90}
    assert set(rows["minimum_declared"]) == {date(2026, 9, 1)}
    assert set(rows["site"]) == {made.school.pk}


@pytest.mark.parametrize("day", [date(1, 2, 1), date(9999, 12, 31)])
def test_a_day_of_another_age_keeps_nothing_from_being_published(made: Club, day: date) -> None:
    before = Enrolment.objects.count()
    made.activity.starts, made.activity.ends = date(1, 1, 1), None
    made.activity.save()
    enrol(made, learner(made.school), starts=day)
    warehouse.refresh(made.ecosystem.pk)
    assert len(warehouse.table("enrolment", [made.ecosystem.pk]).to_polars()) == before + 1


def test_months_are_found_by_one_bound_a_query(
    made: Club, django_assert_max_num_queries: Any
) -> None:
    """Of several, SQLite takes the first and walks every row of the country from there."""
    later = [
        {
            "activity_id": made.activity.pk,
            "starts_at": FIRST + timedelta(days=40 * n),
            "minutes": 60,
        }
        for n in (1, 2, 3)
    ]
    actions.plan_sessions(made.ecosystem, later, by=STEWARD, at=LATER)
    months = {f"{day:%Y-%m}" for day in Session.objects.values_list("day", flat=True)}
    with django_assert_max_num_queries(len(months) + 1) as asked:
        assert list(declared()["delivery"].months(made.ecosystem.pk)) == sorted(months)
    assert len(months) >= 4
    assert all(one["sql"].count('"day" >') <= 1 for one in asked.captured_queries)
