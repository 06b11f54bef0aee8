"""What was recorded before the first reading has its months too, read in the background."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from hedgerow.commons.activities.tests.factories import club
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.models import Snapshot
from hedgerow.profile.months import month_ends
from hedgerow.profile.tests.factories import STEWARD

LATER = datetime(2026, 12, 10, 12, tzinfo=UTC)


def asked_for() -> list[str]:
    rows = Job.objects.filter(name="profile.compute", args__has_key="as_of").order_by("-pk")
    return [str(row.args["as_of"]) for row in rows]


def test_the_ends_of_months_are_counted_back_over_a_year() -> None:
    assert month_ends(date(2024, 3, 31), 3) == [
        date(2024, 2, 29), date(2024, 1, 31), date(2023, 12, 31)
    ]  # fmt: skip


@pytest.mark.slow
def test_months_since_the_first_session_are_read_once(
    db: None, reach_alone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    grove = club(learners=2, sessions=2).ecosystem
    compute_profile(grove.pk, by=STEWARD, at=LATER)
    assert asked_for() == ["2026-09-30", "2026-10-31", "2026-11-30"]
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    assert jobs.run_pending() >= 3
    days = set(Snapshot.objects.values_list("day", flat=True))
    assert days == {*month_ends(LATER.date(), 3), LATER.date()}
    compute_profile(grove.pk, by=STEWARD, at=LATER)
    assert len(asked_for()) == 3


def test_where_nothing_was_held_no_month_is_asked_for(db: None, reach_alone: None) -> None:
    grove = club(learners=2, sessions=0).ecosystem
    compute_profile(grove.pk, by=STEWARD, at=LATER)
    assert asked_for() == []
