"""A table of attendance whose rows a test holds in its hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from hedgerow.foundation.warehouse.schemas import ATTENDANCE, MEMBERSHIP_ORG
from hedgerow.foundation.warehouse.tables import Table

GROVE, ORCHARD = 1, 2
MARCH = "2026-03"


def a_mark(person: int, *, ecosystem: int = GROVE, day: date = date(2026, 3, 2)) -> tuple:
    """Person 10 is Ada, 11 Bo and 20, of the orchard, Cy."""
    return (ecosystem, day, 1, 1, person, 0, "present", 60, "live")


class Marks:
    """The rows an app would read from its own tables."""

    def __init__(self) -> None:
        self.rows: list[tuple] = []
        self.read: list[tuple[int, str]] = []
        self.while_reading = lambda: None

    def of(self, ecosystem: int, month: str) -> Iterator[tuple]:
        self.read.append((ecosystem, month))
        rows = [row for row in self.rows if row[0] == ecosystem and f"{row[1]:%Y-%m}" == month]
        yield from rows
        self.while_reading()

    def months(self, ecosystem: int) -> list[str]:
        return sorted({f"{row[1]:%Y-%m}" for row in self.rows if row[0] == ecosystem})


@pytest.fixture
def marks(settings, tmp_path, monkeypatch) -> Marks:
    """Attendance and an empty table of memberships, published into an empty warehouse."""
    found = Marks()
    settings.HEDGEROW_HOME = tmp_path
    tables = {
        "attendance": Table(ATTENDANCE, rows=found.of, months=found.months),
        "membership_org": Table(MEMBERSHIP_ORG, rows=lambda ecosystem, month: []),
    }
    monkeypatch.setattr("hedgerow.foundation.warehouse.actions.declared", lambda: tables)
    return found
