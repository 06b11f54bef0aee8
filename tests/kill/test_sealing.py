"""Facts recorded by several processes while sealers are killed: each sealed once, all verify."""

from __future__ import annotations

import signal

import pytest

from tests.kill.fixtures import Place

pytestmark = pytest.mark.kill
WRITERS, EACH = 3, 150


def test_every_fact_is_sealed_once_whatever_happens_to_the_sealers(place: Place) -> None:
    writers = [place.start("record", str(EACH)) for _ in range(WRITERS)]
    sealers = [place.start("work") for _ in range(2)]
    for wanted in (20, 120):
        place.wait(lambda wanted=wanted: place.count("journal_seal") >= wanted)  # type: ignore[misc]
        sealers[0].send_signal(signal.SIGKILL)
        sealers[0].wait()
        sealers.append(sealers.pop(0))
        sealers.append(place.start("work"))
    assert [writer.wait() for writer in writers] == [0] * WRITERS

    place.wait(lambda: place.count("journal_unsealed") == 0)
    assert place.count("journal_seal") == place.count("journal_fact") == WRITERS * EACH
    assert place.run("verify") == str(WRITERS * EACH)
