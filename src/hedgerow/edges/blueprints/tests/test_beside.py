"""What becomes of a planting whose reader of profiles is gone; ``tests/kill`` has the other way round."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import Pipe, active_children
from time import sleep

import pytest

from hedgerow.edges.blueprints import reading
from hedgerow.edges.blueprints.beside import Beside, beside
from hedgerow.edges.blueprints.errors import PlantingFailed

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.slow
def test_where_it_is_gone_that_is_said() -> None:
    with pytest.raises(PlantingFailed, match="is gone"), beside() as asked:
        for child in active_children():
            child.kill()
            child.join()
        asked.ask("anywhere", AT)


def test_what_it_has_not_begun_is_read_by_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[str]()
    monkeypatch.setattr(reading, "failure", lambda slug, _at: read.append(slug) or "")
    ours, theirs = Pipe()
    with ThreadPoolExecutor(1) as thread:
        asked = Beside(ours, thread)
        for slug in ("one", "two", "three"):
            asked.ask(slug, AT)
        assert theirs.recv() == ("one", AT)
        turns = asked.finish()
        next(turns)
        next(turns)
        assert (read, asked.done) == (["three", "two"], 2)
        theirs.send("")
        assert len(list(turns)) == 1
        assert asked.done == 3
        list(asked.finish())
        assert read == ["three", "two"]


def test_where_one_could_not_be_read_the_next_is_all_the_same_and_the_first_is_named() -> None:
    ours, theirs = Pipe()
    with ThreadPoolExecutor(1) as thread:
        asked = Beside(ours, thread)
        asked.ask("one", AT)
        theirs.send("it broke")
        wait_until_done(asked)
        asked.ask("two", AT)
        theirs.send("")
        wait_until_done(asked, 2)
        with pytest.raises(PlantingFailed, match="it broke"):
            list(asked.finish())
        assert asked.done == 2


def test_once_the_other_process_is_gone_nothing_more_is_asked_of_it() -> None:
    ours, theirs = Pipe()
    with ThreadPoolExecutor(1) as thread:
        asked = Beside(ours, thread)
        theirs.close()
        asked.ask("one", AT)
        wait_until_done(asked)
        with pytest.raises(PlantingFailed, match="is gone"):
            asked.ask("two", AT)


def wait_until_done(asked: Beside, count: int = 1) -> None:
    for _attempt in range(2000):
        if asked.done == count:
            return
        sleep(0.005)
    pytest.fail("nobody answered")
