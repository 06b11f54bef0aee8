"""What an error says may name people, so the log tells its type and frames alone."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import sys
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from hedgerow.foundation.errors import Refused
from hedgerow.foundation.installation import faults, logs

WORDS = ("Zebedee", "Quux", "zebedee.example")


class Taken(Refused):
    code = "test.taken"
    text = "%(name)s has it."


@pytest.fixture(params=[True, False], ids=["json", "text"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What a configured log writes, in either form."""
    root, text = logging.getLogger(), io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logs.JsonLines() if request.param else logs.Lines())
    root.addHandler(handler)
    yield text
    root.removeHandler(handler)


def unknown_to(text: str) -> bool:
    return not any(word.casefold() in text.casefold() for word in WORDS)


def say_it_twice() -> None:
    """Break a rule of the database, whose own message then holds the row's name."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE told (name TEXT UNIQUE)")
        if connection.vendor == "sqlite":  # PostgreSQL tells the values by itself
            cursor.execute(
                "CREATE TRIGGER once BEFORE INSERT ON told WHEN (SELECT count(*) FROM told)"
                " BEGIN SELECT RAISE(ABORT, 'Key (name)=(Zebedee Quux) already exists'); END"
            )
        for _time in range(2):
            cursor.execute("INSERT INTO told VALUES (%s)", ["Zebedee Quux"])


@pytest.mark.django_db
def test_a_real_database_error_is_told_without_its_values(written: io.StringIO) -> None:
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        say_it_twice()
    assert not unknown_to(str(raised.value))
    raised.value.add_note("the row was Zebedee Quux")
    logging.getLogger("hedgerow.test").error("a job failed", exc_info=raised.value)
    said = written.getvalue()
    assert unknown_to(said)
    assert "a job failed" in said
    assert "django.db.utils.IntegrityError" in said
    assert "in say_it_twice" in said
    assert "SQLITE_CONSTRAINT" in said or "23505" in said


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValidationError("Zebedee is not a date"), "django.core.exceptions.ValidationError"),
        (Taken(name="Zebedee"), "Taken (test.taken)"),
        (FileNotFoundError(2, "No such file", "zebedee.csv"), "FileNotFoundError (2)"),
        (KeyError("Zebedee"), "KeyError"),
        (ExceptionGroup("Zebedee", [ValueError("Quux")]), "together with\nValueError"),
    ],
)
def test_each_error_is_its_type_and_code(error: Exception, told: str) -> None:
    said = faults.trace(error)
    assert told in said
    assert unknown_to(said)


def test_causes_are_told_and_a_circle_of_them_ends() -> None:
    first, second = ValueError("Zebedee"), KeyError("Quux")
    second.__cause__, first.__cause__ = first, second
    said = faults.trace(second)
    assert said.index("ValueError") < said.index("which led to") < said.index("KeyError")
    assert unknown_to(said)


def fails(request: HttpRequest, name: str) -> HttpResponse:
    raise ValueError(f"no such learner: {name}")


urlpatterns = [path("people/<str:name>/", fails, name="a-person")]


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_a_page_that_fails_is_named_by_its_route(written: io.StringIO) -> None:
    page = Client(raise_request_exception=False).get("/people/Zebedee/?mail=a@zebedee.example")
    assert page.status_code == 500
    said = written.getvalue()
    assert unknown_to(said)
    assert "500 a-person" in said
    assert "in fails" in said


def test_of_other_loggers_only_what_cannot_hold_a_value_is_written(written: io.StringIO) -> None:
    foreign = logging.getLogger("asyncio")
    foreign.error("exception=IntegrityError('Zebedee')")
    foreign.error("no mail to %s", "quux@zebedee.example")
    foreign.error(ValueError("Zebedee"))
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n")
    said = written.getvalue()
    assert unknown_to(said)
    assert "no mail to %s" in said
    assert "test_faults.test_of_other_loggers" in said
    assert "Exception in ASGI application" in said


def test_an_error_written_before_by_another_handler_is_not_repeated_from_it() -> None:
    try:
        raise ValueError("Zebedee")
    except ValueError:
        record = logging.LogRecord("hedgerow", 40, __file__, 1, "x", (), sys.exc_info())
    logging.Formatter().format(record)
    assert record.exc_text
    assert unknown_to(logs.Lines().format(record))
    assert unknown_to(json.loads(logs.JsonLines().format(record))["trace"])


@pytest.mark.parametrize("name", ["uvicorn", "uvicorn.error", "django", "django.server"])
def test_no_library_writes_past_our_form(name: str) -> None:
    """Being named takes away the handlers that a library gave itself."""
    log = logging.getLogger(name)
    before, handler = log.handlers[:], logging.StreamHandler()
    log.addHandler(handler)
    own = logs.configuration(as_json=True)
    own["handlers"] = own["root"] = {}
    own["incremental"] = False
    try:
        logging.config.dictConfig(own)
        assert handler not in log.handlers
        assert log.propagate
    finally:
        log.handlers[:] = before
