"""Two clicks at the very same moment: the act happens once, both get the same answer."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections

from hedgerow.foundation.acts.models import Act

from .test_once import ADA, Counter, send

CLICKS = 4


@contextmanager
def database_of_threads(folder: Path) -> Iterator[None]:
    """A file of their own on SQLite, as in operation: one in memory locks whole tables."""
    if connection.vendor != "sqlite":
        yield
        return
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as thread:
        patch.setitem(connections.settings["default"], "NAME", str(folder / "clicks.sqlite3"))
        thread.submit(make_table).result()
        yield


def make_table() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Act)
    connection.close()


def click(view: Counter, together: Barrier) -> tuple[int, bytes, str, int]:
    try:
        together.wait(20)
        answer = send(view, ADA)
        return answer.status_code, answer.content, answer["Location"], Act.objects.count()
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", [200, 302])
def test_clicks_at_once_act_once_and_are_answered_alike(status: int, tmp_path: Path) -> None:
    view, together = Counter(status), Barrier(CLICKS)
    with database_of_threads(tmp_path), ThreadPoolExecutor(CLICKS) as threads:
        clicks = [threads.submit(click, view, together) for _ in range(CLICKS)]
        answers = {one.result() for one in clicks}
    assert answers == {(status, b"act 1", "/done/1/", 1)}
    assert view.acted == 1
