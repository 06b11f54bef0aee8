"""What a blueprint says was offered: held on weekdays, marked, closed and put away."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from hedgerow.commons.activities.models import Attendance, Session
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.planting import Offered
from hedgerow.features.engagement.opportunities.planting_offers import _on_a_weekday, plant_offers

from .factories import STEWARD, valley

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


def offered(**said: Any) -> Offered:
    return Offered.model_validate({"title": "Kites", "kind": "club", "summary": "Wind.", **said})


@pytest.mark.parametrize(
    "said",
    [{"absent": 1}, {"archived": True}, {"days_ago": 3, "in_days": 3}, {"days_ago": 3, "lasts_days": 3}],
)  # fmt: skip
def test_what_is_past_was_over_before_the_day_of_planting(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        offered(**said)


@pytest.mark.parametrize(
    ("day", "past", "found"), [(27, True, 27), (28, True, 27), (29, True, 27), (28, False, 30), (29, False, 30)]
)  # fmt: skip
def test_nothing_is_offered_at_a_weekend(day: int, past: bool, found: int) -> None:
    assert _on_a_weekday(date(2026, 11, day), past=past) == date(2026, 11, found)


@pytest.mark.django_db
def test_what_lasted_weeks_met_each_week_was_marked_and_is_put_away() -> None:
    made = valley(learners=3)
    one = offered(
        kind=made.kind.key, days_ago=40, lasts_days=14, begins="15:30", minutes=60, place="Field",
        taken=2, absent=1, archived=True,
    )  # fmt: skip
    plant_offers(made.place, [one], [made.maker], by=STEWARD, at=AT)
    row = Opportunity.objects.get()
    assert (row.state, row.taken, row.starts) == ("archived", 2, date(2026, 10, 15))
    held = Session.objects.filter(activity=row.activity_id).order_by("starts_at")
    assert [(one.day.day, one.state) for one in held] == [(15, "held"), (22, "held"), (29, "held")]
    marks = Attendance.objects.filter(session__in=held, status="absent").order_by("session__day")
    assert marks.count() == 3
    assert len({*marks.values_list("person", flat=True)}) == 2
    assert row.changed_at < AT
