"""Workers are killed, stopped and revived in the middle; each effect is there exactly once."""

from __future__ import annotations

import signal

import pytest

from tests.kill.fixtures import Place

pytestmark = pytest.mark.kill
TOTAL = 200
EACH_ONCE = [(number,) for number in range(TOTAL)]
NUMBERS = "SELECT number FROM effect ORDER BY number"


def _state(place: Place) -> tuple[str, int]:
    state, attempts = place.ask("SELECT state, attempts FROM jobs_job WHERE name LIKE 'kill.%'")[0]
    return state, attempts


def _is_done(place: Place) -> bool:
    return _state(place)[0] == "done"


def test_a_job_killed_four_times_has_each_effect_once(place: Place) -> None:
    place.run("enqueue", "kill.count", str(TOTAL))
    for kill in range(4):
        place.open_gate(40 * kill + 50)
        worker = place.start("work")
        place.wait(lambda so_far=kill: place.count("effect") >= 40 * so_far + 20)  # type: ignore[misc]
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert not _is_done(place)

    place.open_gate(TOTAL)
    place.start("work")
    place.wait(lambda: _is_done(place))
    assert place.ask(NUMBERS) == EACH_ONCE
    assert _state(place)[1] >= 5


def test_a_job_killed_before_its_last_step_has_its_effects_once(place: Place) -> None:
    place.run("enqueue", "kill.all_at_once", str(TOTAL))
    worker = place.start("work")
    place.wait(lambda: "preparing" in place.log(0))
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert place.count("effect") == 0

    place.open_gate(TOTAL)
    place.start("work")
    place.wait(lambda: _is_done(place))
    assert place.ask(NUMBERS) == EACH_ONCE


def test_a_worker_that_slept_through_its_lease_commits_nothing(place: Place) -> None:
    place.run("enqueue", "kill.all_at_once", str(TOTAL))
    sleeper = place.start("work")
    place.wait(lambda: "preparing" in place.log(0))
    place.put_to_sleep(sleeper)
    place.open_gate(TOTAL)
    place.start("work")
    place.wait(lambda: _is_done(place))
    assert place.ask(NUMBERS) == EACH_ONCE

    sleeper.send_signal(signal.SIGCONT)
    place.wait(lambda: "LostLease" in place.log(0))
    assert place.ask(NUMBERS) == EACH_ONCE
    assert _is_done(place)
    assert _state(place)[1] >= 2


def test_a_worker_told_to_stop_hands_its_job_on_and_leaves(place: Place) -> None:
    place.run("enqueue", "kill.count", str(TOTAL))
    place.open_gate(50)
    worker = place.start("work")
    place.wait(lambda: place.count("effect") >= 20)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait() == 0
    assert _state(place)[0] == "ready"
    assert place.count("jobs_worker") == 0

    place.open_gate(TOTAL)
    place.start("work")
    place.wait(lambda: _is_done(place))
    assert place.ask(NUMBERS) == EACH_ONCE
