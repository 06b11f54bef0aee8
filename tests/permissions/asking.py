"""Ask for an address as somebody, and undo whatever came of it."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from .rows import Row

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
