"""What a server has loaded is set aside when looking through it takes long."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from hedgerow.config import asgi
from hedgerow.foundation import collecting
from hedgerow.foundation.collecting import Aside


@pytest.fixture(autouse=True)
def nothing_aside() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.callbacks[:] = [one for one in gc.callbacks if not isinstance(one, Aside)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Moments that are read one after the other."""
    moments: list[float] = []
    monkeypatch.setattr(collecting.time, "perf_counter", lambda: moments.pop(0))
    return moments


def look(aside: Aside, clock: list[float], seconds: float, generation: int = 2) -> bool:
    """Whether anything was set aside by a look that took so long."""
    gc.unfreeze()
    clock[:] = [0.0, seconds]
    aside("start", {"generation": generation})
    aside("stop", {"generation": generation})
    return gc.get_freeze_count() > 0


def test_a_long_look_through_everything_sets_aside_what_is_left(clock: list[float]) -> None:
    aside = Aside()
    assert look(aside, clock, 0.2)
    assert not look(aside, clock, 0.001)
    assert not look(aside, clock, 0.2, generation=1)


def test_it_is_done_a_few_times_and_then_no_more(clock: list[float]) -> None:
    aside = Aside(times=2)
    assert [look(aside, clock, 0.2) for _ in range(4)] == [True, True, False, False]


def test_a_real_look_leaves_less_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "LONG", 0.0)
    gc.callbacks.append(Aside())
    loaded = [[number] for number in range(100_000)]
    gc.collect()
    assert gc.get_freeze_count() > len(loaded)


def test_the_server_does_so_as_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi._pages, "executor", ThreadPoolExecutor(1))  # which it will shut down
    said: list[str] = []

    async def receive() -> dict[str, str]:
        return {"type": "lifespan.shutdown" if said else "lifespan.startup"}

    async def send(message: dict[str, str]) -> None:
        assert gc.get_freeze_count() > 0
        said.append(message["type"])

    serving = asgi.application({"type": "lifespan"}, receive, send)
    with pytest.raises(StopIteration):  # it waits for nothing, so no loop is needed to run it
        serving.send(None)
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert any(isinstance(one, Aside) for one in gc.callbacks)


def test_in_long_work_python_looks_for_cycles_seldom_and_as_before_when_it_fails() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), collecting.collected_seldom():
        during, aside = gc.get_threshold(), gc.get_freeze_count()
        raise ZeroDivisionError
    assert (during, aside > 0) == ((collecting.SELDOM, *before[1:]), True)
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
