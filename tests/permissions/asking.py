"""Ask for an address as somebody, and undo whatever came of it."""

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client

from .rows import Row

WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
# who was here and who looked: none of it is the ecosystem's record
NOTED = {"django_session", "installation_cache", "accesslog_opening", "membership_apitoken"}
TABLES = {
    file.stem.removeprefix("table_"): import_module(f"{__package__}.{file.stem}").ROWS
    for file in sorted(Path(__file__).parent.glob("table_*.py"))
}


def rows() -> Iterator[Row]:
    for table in TABLES.values():
        yield from table


@contextmanager
def undone() -> Generator[None, None, None]:
    """Roll back what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def written() -> Generator[set[str], None, None]:
    """The tables of record that are written to inside."""
    found: set[str] = set()

    def note(execute: Callable[..., object], sql: str, *more: object) -> object:
        hit = WRITE.match(sql)
        found.update({hit.group(1)} - NOTED if hit else ())
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        yield found


def ask(browser: Client, method: str, row: Row, names: Mapping[str, str]) -> HttpResponseBase:
    """The answer, with path and body filled from ``names``; the API is sent JSON, a page a form."""
    path = row.path.format(**names)
    if method == "get":
        return browser.get(path)
    if path.startswith("/api/"):
        body = row.sent
        for name, value in names.items():
            body = body.replace(f"{{{name}}}", value)
        return browser.generic(method.upper(), path, body, "application/json")
    return browser.generic(method.upper(), path, "sent=1", "application/x-www-form-urlencoded")
