"""Every table of a page can be taken away as CSV and XLSX: the same rows, with types, no formulas."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import load_workbook

import hedgerow
from hedgerow.commons.people.models import Organisation
from hedgerow.features.engagement.choice.models import Draw, WishList
from hedgerow.features.engagement.families.models import Message
from hedgerow.foundation.ui.formulas import unguarded
from hedgerow.foundation.ui.tables import Table
from tests.permissions.asking import TABLES
from tests.permissions.cast import Cast, plant_cast

SOURCE = Path(hedgerow.__file__).parent
BEGUN = re.compile(r'(^|[;\t|\r\n])[ "]*[=+\-@]')
NOT_TAKEN = {
    "activities/sheet.html": "an empty register, to be printed",
    "api/described.html": "what a refusal says, not rows",
    "exchange/absent.html": "what an act would do",
    "exchange/alike.html": "a look at a file that lies with whoever sent it",
    "exchange/lacking.html": "what an act would do",
    "exchange/moving.html": "what an act would do",
    "exchange/notes.html": "what an act would do",
    "exchange/import.html": "a look at a file that lies with whoever sent it",
    "membership/cards.html": "secrets, shown once",
    "membership/school_year.html": "what an act would do",
    "membership/tokens.html": "one's own tokens, in one's own archive",
    "people/merge.html": "what an act would do",
    "portal/archive.html": "is the archive itself",
    "portal/erasure.html": "what an act would do",
    "portal/me.html": "in one's own archive",
    "portal/person.html": "in the person's archive",
    "ui/both_versions.html": "two versions of one form",
    "ui/leaf_table.html": "the picture beside it in words; its readings are taken away on the profile",
}
"""Templates with a table that is no list of rows to keep."""
BY_API = {"ecosystems", "table"}
"""Tables that no page shows: the API's lists, and whom to tick."""


@pytest.fixture
def cast(db: None) -> Cast:
    return plant_cast()


def asked(cast: Cast, path: str, kind: str, table: str) -> HttpResponseBase:
    sign = "&" if "?" in path else "?"
    return cast.client("convener", token=False).get(f"{path}{sign}table={table}&format={kind}")


def tables(cast: Cast) -> Iterator[tuple[str, str]]:
    """Path and name of every table that the convener's pages offer to take away."""
    seen = set()
    for rows in TABLES.values():
        for row in rows:
            path = row.path.format(**cast.home.names)
            if path.startswith("/api/") or row.get["convener"] != 200 or path in seen:
                continue
            seen.add(path)
            page = cast.client("convener", token=False).get(path)
            if page.streaming or "html" not in page["Content-Type"]:
                continue
            text = page.content.decode()
            names = set(re.findall(r"table=([\w-]+)[^\"]*\"[^>]*>CSV", text))
            if "data-table" in text:
                names |= set(re.findall(r'id="table-([\w-]+)" data-table', text))
            yield from ((path, name) for name in sorted(names))


@pytest.mark.slow
def test_every_table_that_a_page_shows_is_taken_away_whole_and_typed(cast: Cast) -> None:
    Organisation.objects.filter(kept_by=cast.home.ecosystem).update(name="=cmd|' /C calc'!A0;=1+1")
    WishList.objects.filter(ticket=cast.home.ecosystem.name).update(lot=0)
    Draw.objects.update(seed="s", revealed_at=datetime(2026, 11, 3, tzinfo=UTC))
    found = [*tables(cast), message(cast)]
    taken = {name for _path, name in found}
    assert taken >= {one.name for one in pages_tables()} - BY_API
    for path, name in [*found, *still_empty(cast)]:
        in_text = text_rows(asked(cast, path, "csv", name))
        in_cells, formulas = workbook_rows(asked(cast, path, "xlsx", name))
        assert formulas == [], (path, name)
        assert len(in_text) == len(in_cells) >= 1, (path, name)
        assert in_text[0] == [str(one) for one in in_cells[0]] != [], (path, name)
        for line, cells in zip(in_text, in_cells, strict=True):
            for said, value in zip(line, cells, strict=True):
                assert not is_formula(said), (path, name, said)
                assert same(said, value), (path, name, said, value)


def message(cast: Cast) -> tuple[str, str]:
    """The page of a message, of which the cast has none, and its table."""
    row = Message.objects.create(
        ecosystem=cast.home.ecosystem, template="good-news", place="All", at=timezone.now()
    )
    slug = cast.home.names["slug"]
    return f"/e/{slug}/families/messages/{row.uuid}/", "copies"


def still_empty(cast: Cast) -> list[tuple[str, str]]:
    """Tables that are offered once there is anything in them: until then they have headings."""
    here = f"/e/{cast.home.names['slug']}"
    return [
        (f"{here}/network/", "network"),
        (f"{here}/network/", "ties"),
        (f"/compare/?e={cast.home.names['slug']}", "comparison"),
        ("/?view=list", "ecosystems"),
        (f"{here}/profile/4.1/", "rows"),
        (f"{here}/profile/4.1/", "trend"),
    ]


def pages_tables() -> Iterator[type[Table]]:
    waiting = [Table]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("hedgerow.") and ".tests." not in one.__module__:
                yield one


def text_rows(answer: HttpResponseBase) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"), newline="")))


def workbook_rows(answer: HttpResponseBase) -> tuple[list[list[object]], list[str]]:
    book = load_workbook(io.BytesIO(answer.getvalue()))
    (sheet,) = book.worksheets
    formulas = [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()], formulas


def is_formula(said: str) -> bool:
    """Whether a cell begins one, wherever a spreadsheet may take a cell to begin."""
    return bool(BEGUN.search(said)) and not re.fullmatch(r"-?\d+(\.\d+)?", said)


def same(said: str, value: object) -> bool:
    """Whether a text of CSV and a cell say the same; numbers and days are such in a workbook."""
    if value is None:
        return said == ""
    if isinstance(value, datetime):
        return said[:10] in (value.date().isoformat(), str(value)[:10]) or "T" in said
    if isinstance(value, date):
        return said == value.isoformat()
    if isinstance(value, int | float):
        return float(said) == pytest.approx(float(value))
    return unguarded(said).replace("\r\n", "\n") == value


def test_every_template_with_a_table_offers_it() -> None:
    without = set()
    for file in SOURCE.rglob("templates/**/*.html"):
        text, name = file.read_text("utf-8"), "/".join(file.parts[-2:])
        if "<table" in text and "ui/take_away.html" not in text and "format=csv" not in text:
            without.add(name)
    known = {
        "membership/invitation_lines.html",
        "activities/sessions.html",
        "ecosystems/stretches.html",
        "portal/atlas_list.html",
    }
    assert without - known == set(NOT_TAKEN)
