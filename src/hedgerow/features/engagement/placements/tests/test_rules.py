"""What keeps a placement from beginning, and who may do what; no database."""

from datetime import date, time, timedelta

import pytest

from hedgerow.features.engagement.placements.dues import step_due
from hedgerow.features.engagement.placements.rules import (
    Check,
    may_act,
    may_answer,
    may_decide,
    minutes_between,
    missing,
    opens_other,
    passed,
    running_out,
    stage,
    unfit,
)

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def test_what_is_open_is_missing_by_name() -> None:
    checks = [Check("Form", "open", False, None), Check("Bus", "waived", False, None)]
    assert missing([*checks, Check("Consent", "done", False, None)]) == ["Form"]


@pytest.mark.parametrize(
    ("check", "is_late"),
    [
        (Check("x", "done", True, TODAY), False),
        (Check("x", "done", True, TODAY - DAY), True),
        (Check("x", "done", True, None), True),
        (Check("x", "done", False, None), False),
        (Check("x", "waived", True, None), False),
    ],
)
def test_a_check_is_valid_until_the_last_day(check: Check, is_late: bool) -> None:
    assert (running_out([check], TODAY) is check) == is_late


def test_paper_of_a_family_is_entered_by_the_school_and_a_hosts_by_the_convener() -> None:
    assert may_act("guardian", {"school"}, own_child=False)
    assert not may_act("host", {"school"}, own_child=False)
    assert may_act("host", {"convener"}, own_child=False)
    assert not may_act("guardian", {"learner"}, own_child=False)
    assert not may_act("learner", {"host"}, own_child=False)


def test_nobody_speaks_for_a_host_about_the_own_child() -> None:
    assert not may_act("host", {"host"}, own_child=True)
    assert not may_act("host", {"convener", "guardian"}, own_child=True)
    assert may_act("guardian", {"host", "guardian"}, own_child=True)
    assert not may_decide({"host"}, same_person=False, own_child=True)
    assert not may_answer({"convener"}, is_heard_here=False, own_child=True)
    assert may_answer({"school"}, is_heard_here=False, own_child=False)


def test_nobody_decides_about_ones_own_hours() -> None:
    assert may_decide({"host"}, same_person=False, own_child=False)
    assert not may_decide({"host"}, same_person=True, own_child=False)
    assert not may_decide({"school", "learner"}, same_person=False, own_child=False)


def test_a_side_reads_the_other_once_both_are_in_or_time_is_over() -> None:
    assert opens_other(True, True, None, TODAY)
    assert not opens_other(False, True, TODAY, TODAY)
    assert opens_other(False, True, TODAY - DAY, TODAY)
    assert not opens_other(True, False, TODAY - DAY, TODAY)


@pytest.mark.parametrize(
    ("state", "steps", "said", "until", "expected"),
    [
        ("requested", 0, 0, None, "requested"),
        ("preparing", 1, 0, None, "forms"),
        ("preparing", 0, 0, None, "ready"),
        ("running", 0, 0, None, "running"),
        ("ended", 0, 1, TODAY, "evaluate"),
        ("stopped", 0, 2, TODAY, "over"),
        ("ended", 0, 0, TODAY - DAY, "over"),
        ("closed", 0, 0, None, "closed"),
    ],
)
def test_a_placement_stands_in_one_lane(
    state: str, steps: int, said: int, until: date | None, expected: str
) -> None:
    found = stage(state, open_steps=steps, evaluations=said, until=until, today=TODAY)
    assert found == expected


def test_a_day_that_has_passed_is_not_set_anew() -> None:
    past = TODAY - DAY
    assert passed(past, None, kept=None, today=TODAY) == "starts"
    assert passed(past, TODAY, kept=past, today=TODAY) is None
    assert passed(past, past, kept=past, today=TODAY) == "ends"
    assert passed(TODAY, TODAY, kept=None, today=TODAY) is None
    assert passed(None, None, kept=None, today=TODAY) is None


def test_minutes_and_ratings() -> None:
    assert minutes_between(time(8, 30), time(12)) == 210
    assert minutes_between(time(12), time(8)) < 0
    assert unfit({"a": 1, "b": 9}, ["a", "b", "c"], [1, 2]) == ["b", "c"]
    assert unfit({"a": 1}, ["a"], [1, 2]) == []


@pytest.mark.parametrize(
    ("first", "before", "due"),
    [(30, 14, 16), (15, 14, 1), (14, 14, 7), (10, 14, 5), (1, 7, 0), (-3, 7, 0)],
)
def test_a_step_is_due_before_the_first_day_and_not_at_once_while_there_is_time(
    first: int, before: int, due: int
) -> None:
    assert step_due(TODAY, TODAY + first * DAY, before) == TODAY + due * DAY
