"""A planting is killed in the middle: hidden until another worker has finished it, and then whole."""

from __future__ import annotations

import json
import signal
from typing import Any

import pytest

from tests.kill.fixtures import Place

pytestmark = pytest.mark.kill
AFTER_STEPS = (2, 9, 14)
LEASE = "6"
"""Longer than a step takes, however slow the machine: a lease that is lost is one of five attempts."""
ENDED = ("done", "failed")


def steps_done(place: Place) -> int:
    """How many steps of the newest planting are committed."""
    query = "SELECT checkpoint FROM jobs_job WHERE name = 'blueprints.plant' ORDER BY id DESC"
    found = place.ask(query)[0][0]
    checkpoint: dict[str, int] = json.loads(found) if isinstance(found, str) else found
    return checkpoint.get("done", 0)


def job(place: Place) -> tuple[str, int]:
    query = "SELECT state, attempts FROM jobs_job WHERE name = 'blueprints.plant' ORDER BY id DESC"
    state, attempts = place.ask(query)[0]
    return state, attempts


def told(place: Place, slug: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(place.run("tell", slug).splitlines()[-1])
    return answer


def test_a_planting_killed_three_times_equals_an_undisturbed_one(place: Place) -> None:
    place.run("plant", "killed")
    for attempt, steps in enumerate(AFTER_STEPS, 1):
        worker = place.start("work", LEASE)
        # the one before may have come further than that: this one is to have begun
        place.wait(lambda n=attempt, of=steps: job(place)[1] == n and steps_done(place) >= of)  # type: ignore[misc]
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        assert job(place)[0] == "running"
        hidden = told(place, "killed")
        assert (hidden["state"], hidden["public"]) == ("planting", False)

    place.start("work", LEASE)
    place.wait(lambda: job(place)[0] in ENDED, kept=True)
    assert job(place)[0] == "done"
    assert job(place)[1] > len(AFTER_STEPS)
    place.run("plant", "undisturbed")
    place.wait(lambda: job(place)[0] == "done")

    killed, undisturbed = told(place, "killed"), told(place, "undisturbed")
    assert killed == undisturbed
    assert (killed["state"], killed["public"]) == ("open", True)
    assert killed["marks"] > 1000
