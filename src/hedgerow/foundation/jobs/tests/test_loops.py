"""What keeps a worker's threads going: quick after work, slower when idle, slow when failing."""

from __future__ import annotations

import pytest

from hedgerow.foundation.jobs import work


def _pauses(outcomes: list[bool | Exception]) -> list[float]:
    """The pauses made while ``work`` ends so, one outcome after another."""
    pauses: list[float] = []
    left = iter(outcomes)

    def do() -> bool:
        outcome = next(left)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def stopping(seconds: float) -> bool:
        if seconds:
            pauses.append(seconds)
        return len(pauses) == sum(outcome is not True for outcome in outcomes)

    work.again_and_again("test", do, stopping)
    return pauses


def test_work_is_followed_by_work_at_once() -> None:
    assert _pauses([True, True, True, False]) == [0.3]


def test_idling_slows_down_to_a_second_and_work_quickens_it() -> None:
    assert _pauses([False] * 5)[-2:] == [1.0, 1.0]
    assert _pauses([False, False, True, False]) == pytest.approx([0.3, 0.45, 0.3])


def test_failing_slows_down_to_half_a_minute() -> None:
    assert _pauses([KeyError("x")] * 6) == [2, 4, 8, 16, 30, 30]
    assert _pauses([KeyError("x"), False]) == [2, 0.3]
