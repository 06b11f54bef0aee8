"""What a mark counts for, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from hedgerow.commons.activities import rules


@pytest.mark.parametrize(
    ("status", "given", "late_by", "minutes"),
    [
        ("present", None, 0, 60),
        ("late", None, 15, 45),
        ("late", 20, 15, 20),
        ("late", 90, 0, 60),
        ("late", None, 75, 0),
        ("absent", 30, 0, 0),
        ("excused", 30, 0, 0),
    ],
)
def test_a_mark_counts_for_the_minutes_attended(
    status: str, given: int | None, late_by: int, minutes: int
) -> None:
    assert rules.minutes_of(status, planned=60, given=given, late_by=late_by) == minutes


@pytest.mark.parametrize(
    ("status", "given", "late_by", "known"),
    [
        ("late", None, None, False), ("late", None, 0, True), ("late", 60, None, True),
        ("present", None, None, True), ("absent", None, None, True),
    ],
)  # fmt: skip
def test_only_late_without_a_time_is_unknown(
    status: str, given: int | None, late_by: int | None, known: bool
) -> None:
    assert rules.is_known(status, given=given, late_by=late_by) is known


def test_a_session_is_marked_from_half_an_hour_before_it_begins() -> None:
    begins = datetime(2026, 3, 2, 15, tzinfo=UTC)
    assert rules.may_be_marked(begins, begins)
    assert rules.may_be_marked(begins, begins + timedelta(days=30))
    assert rules.may_be_marked(begins, begins - timedelta(minutes=30))
    assert not rules.may_be_marked(begins, begins - timedelta(minutes=31))


@pytest.mark.parametrize(
    ("minutes", "on"), [(-61, False), (-60, True), (0, True), (180, True), (181, False)]
)
def test_duty_is_from_an_hour_before_to_two_hours_after(minutes: int, on: bool) -> None:
    begins = datetime(2026, 9, 7, 15, tzinfo=UTC)
    assert rules.on_duty(begins, 60, begins + timedelta(minutes=minutes)) is on
