"""Profiles are read by a process of its own, which never outlives the one that asks."""

from __future__ import annotations

import os
import signal

import pytest

from tests.kill.fixtures import Place

pytestmark = pytest.mark.kill


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_each_is_read_once_and_what_cannot_be_read_is_named(place: Place) -> None:
    assert place.run("read", "one", "other").splitlines()[-1] == "2"
    *_logged, why, count = place.run("read", "third", "nowhere").splitlines()
    assert "nowhere" in why
    assert "DoesNotExist" in why
    assert count == "3"


def test_who_asks_is_killed_and_it_ends_by_itself(place: Place) -> None:
    asking = place.start("wait")
    place.wait(lambda: place.log(0).endswith("\n"))
    reading = int(place.log(0).split()[-1])
    assert is_there(reading)
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    place.wait(lambda: not is_there(reading))
