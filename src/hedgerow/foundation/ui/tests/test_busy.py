"""A database that somebody else holds sends people away for half a minute, not to a fault."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import RequestFactory

from hedgerow.foundation.busy import is_held
from hedgerow.foundation.ui.middleware import RefusalMiddleware
from hedgerow.foundation.ui.views import broken

ASKED = RequestFactory()
MIDDLEWARE = RefusalMiddleware(broken)


@pytest.fixture
def held(tmp_path: Path, db: None) -> Iterator[OperationalError]:
    """What Django raises when another program is writing; ``db`` lets a connection be opened."""
    file = tmp_path / "held.sqlite3"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    options = {"timeout": 0.01}
    mine = DatabaseWrapper(
        {**connections.settings["default"], "NAME": str(file), "OPTIONS": options}
    )
    try:
        with pytest.raises(OperationalError) as raised, mine.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
        yield raised.value
    finally:
        mine.close()
        other.close()


def test_a_write_that_waited_in_vain_is_told_to_come_again(held: OperationalError) -> None:
    answer = MIDDLEWARE.process_exception(ASKED.post("/e/grove/activities/"), held)
    assert answer is not None
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "send them again" in answer.content.decode()


def test_the_api_says_so_in_its_own_way(held: OperationalError) -> None:
    answer = MIDDLEWARE.process_exception(ASKED.post("/api/me"), held)
    assert answer is not None
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_where_no_view_was_reached_it_is_told_too(held: OperationalError) -> None:
    try:
        raise held
    except OperationalError:
        answer = broken(ASKED.get("/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


@pytest.mark.sqlite
def test_a_table_that_is_not_there_is_a_fault_of_ours(db: None) -> None:
    with pytest.raises(OperationalError) as raised, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table")
    assert not is_held(raised.value)
    assert MIDDLEWARE.process_exception(ASKED.get("/"), raised.value) is None


class Taken(Exception):
    sqlstate = "40P01"


def test_of_two_who_wait_for_one_another_on_postgresql_one_comes_again() -> None:
    error = OperationalError("deadlock detected")
    error.__cause__ = Taken()
    assert is_held(error)
