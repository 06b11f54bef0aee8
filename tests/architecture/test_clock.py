"""Which day it is, one module says: a bare call would answer for UTC, or for the server."""

import re

import pytest

from .test_words_in_code import SOURCE

CLOCK = "commons/ecosystems/clock.py"
BARE = re.compile(
    r"\.localdate\(|\.localtime\(|\bdate\.today\(|\bdatetime\.(now|today|utcnow)\(|\butcnow\("
    r"|\.date\(\)|\bZoneInfo\(|\bastimezone\(|\bTrunc[A-Z]\w*\(|__(date|hour|week_day)\b"
)
UTC_IS_RIGHT = {
    "commons/activities/queries/series.py": "the last day of a rule has no zone",
    "commons/membership/zones.py": "switches the zone of a page",
    "edges/archives/readme.py": "archives tell moments in UTC",
    "edges/archives/rows.py": "archives tell moments in UTC",
    "edges/archives/writing.py": "archives tell moments in UTC",
    "edges/blueprints/history/meeting.py": "rounds the local hour of planting",
    "edges/exchange/dates.py": "a cell of a workbook has no zone",
    "edges/exchange/rosters/outgoing_since.py": "sets tell moments in UTC",
    "foundation/installation/carrying/columns.py": "both databases keep moments in UTC",
    "foundation/installation/copies.py": "copies of the whole installation belong to no ecosystem",
    "foundation/installation/doctor.py": "copies of the whole installation belong to no ecosystem",
    "foundation/journal/rules.py": "facts are sealed in UTC",
    "foundation/ui/files.py": "a workbook's moments have no zone: they are the page's",
    "foundation/ui/zones.py": "says what the clocks of a zone show beside those of the page",
    "profile/tasks.py": "a slot of the job queue, once a day of the server",
}


def bare_calls(text: str) -> list[str]:
    return [found[0] for found in BARE.finditer(text)]


@pytest.mark.parametrize("kind", ["*.py", "*.html"])
def test_nothing_but_the_clock_asks_which_day_it_is(kind: str) -> None:
    found = {}
    for file in sorted(SOURCE.rglob(kind)):
        name = str(file.relative_to(SOURCE))
        if {"tests", "migrations"} & {*file.relative_to(SOURCE).parts} or name in {
            CLOCK,
            *UTC_IS_RIGHT,
        }:
            continue
        if calls := bare_calls(file.read_text("utf-8")):
            found[name] = calls
    assert not found, "ask hedgerow.commons.ecosystems.clock for the day of an ecosystem"


def test_each_exception_is_still_one() -> None:
    for name in UTC_IS_RIGHT:
        assert bare_calls((SOURCE / name).read_text("utf-8")), f"{name} needs no exception"


@pytest.mark.parametrize(
    "line",
    ["timezone.now().date()", "date.today()", "rows.filter(at__date=day)", "TruncDate('at')",
     "at.astimezone(ZoneInfo(zone))", "timezone.localdate()"],
)  # fmt: skip
def test_it_finds_a_bare_call(line: str) -> None:
    assert bare_calls(line)
