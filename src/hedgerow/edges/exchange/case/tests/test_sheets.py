"""A framework as a sheet: what goes out comes in elsewhere, and faults are told by line."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.models import Framework
from hedgerow.edges.exchange.case.flow import File, import_package
from hedgerow.edges.exchange.case.sheet import lines
from hedgerow.edges.exchange.case.telling import Teller
from hedgerow.edges.exchange.errors import FileUnreadable, ImportStopped
from hedgerow.foundation.ui.formulas import harmless

from .sample import STEWARD, package, written

pytestmark = pytest.mark.django_db
DISCOVERY = "/ims/case/v1p1/discovery/imscasev1p1_openapi3_v1p0.json"
HEAD = [
    "Identifier",
    "fullStatement",
    "Human Coding Scheme",
    "sequenceNumber",
    "Is Child Of",
    "isRelatedTo",
]


def sheet(folder: Path, *rows: Sequence[object], name: str = "Maths.csv", sign: str = ",") -> File:
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    return File(path, name)


def said(row: Framework) -> list[tuple[object, ...]]:
    return [
        (str(one.identifier), one.code, one.title, one.description, one.parent.code if one.parent else "")
        for one in row.items.select_related("parent").order_by("position")
    ]  # fmt: skip


@pytest.mark.slow
def test_what_goes_out_as_a_sheet_comes_in_elsewhere(tmp_path: Path) -> None:
    here, there = ecosystem(slug="here"), ecosystem(slug="there")
    import_package(here, written(tmp_path, package()), by=STEWARD, at=NOW)
    row = Framework.objects.get(ecosystem=here)
    file = sheet(tmp_path, *lines(Teller.of(row, "https://here.example")))
    assert import_package(there, file, by=STEWARD, at=NOW).problems == ()
    found = Framework.objects.get(ecosystem=there)
    assert found.title == "Maths"
    ours = {one[0]: one for one in said(row)}
    assert {one[0] for one in said(found)} == set(ours)
    assert [one[4] for one in said(found)] == [ours[one[0]][4] for one in said(found)]
    again = import_package(there, file, by=STEWARD, at=NOW)
    assert (again.new, again.changed) == ({}, {})


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_codes_name_what_is_above_and_beside(tmp_path: Path, sign: str) -> None:
    file = sheet(
        tmp_path, HEAD, ["", "Numbers", "N", 2, "", ""], ["", "Shapes", "S", 1, "", "N; X.1"],
        ["", "'=counts", "N.1", 1, "N", "https://elsewhere.example/1"], ["", "", "", "", "", ""],
        sign=sign,
    )  # fmt: skip
    eco = ecosystem()
    assert import_package(eco, file, by=STEWARD, at=NOW).problems == ()
    row = Framework.objects.get(ecosystem=eco)
    assert [one[1] for one in said(row)] == ["S", "N", "N.1"]
    assert said(row)[2][2] == "=counts"
    ties = {
        one.destination.code if one.destination else one.destination_uri
        for one in row.associations.all()
    }
    assert ties == {"N", "data:,X.1", "https://elsewhere.example/1"}


@pytest.mark.parametrize(
    ("rows", "line", "code"),
    [
        ([["a", "A", "A", "1", "Z", ""]], 2, "case.parent"),
        ([["a", "A", "A", "x", "", ""]], 2, "case.number"),
        ([["a", "A", "A", "1", "", ""], ["a", "B", "B", "1", "", ""]], 0, "case.twice"),
        ([["a", "A", "A", "1", "B", ""], ["b", "B", "B", "1", "A", ""]], 0, "case.circle"),
    ],
)
def test_faults_are_told_and_nothing_is_written(
    tmp_path: Path, rows: list[list[str]], line: int, code: str
) -> None:
    eco = ecosystem()
    with pytest.raises(ImportStopped) as stopped:
        import_package(eco, sheet(tmp_path, HEAD, *rows), by=STEWARD, at=NOW)
    assert (line, code) in {(one.line, one.code) for one in stopped.value.problems}
    assert not Framework.objects.filter(ecosystem=eco).exists()


@pytest.mark.parametrize("head", [["a", "b"], [*HEAD, "Colour"], [*HEAD, "identifier"], []])
def test_other_headings_are_refused_before_anything_is_read(
    tmp_path: Path, head: list[str]
) -> None:
    with pytest.raises(FileUnreadable):
        import_package(ecosystem(), sheet(tmp_path, head, ["a"] * 7), by=STEWARD, at=NOW)


@pytest.mark.slow
def test_a_program_finds_out_what_the_service_offers() -> None:
    told = Client().get(DISCOVERY).json()
    assert told["openapi"].startswith("3.")
    paths = set(told["paths"])
    assert {"/CFDocuments", "/CFDocuments/{sourcedId}", "/CFPackages/{sourcedId}"} <= paths
    assert told["servers"][0]["url"] == "http://testserver/ims/case/v1p1"
    assert Client().get(DISCOVERY.replace("v1p1/", "v1p0/")).status_code == 404
    assert Client().post(DISCOVERY).status_code in (401, 405)
    for path in sorted(paths):
        address = path.replace("{sourcedId}", "6a1f8e0c-52d3-5c1e-9a55-0d2f4b7c9e10")
        assert Client().get(f"/ims/case/v1p1{address}").status_code in (200, 404)


@pytest.mark.parametrize("title", ["=1+1", "a;=1+1", "Know:\n- one", "'=", "\u2067أ\u2069 b"])
def test_what_a_spreadsheet_would_compute_comes_in_again_as_it_was(
    tmp_path: Path, title: str
) -> None:
    rows = [HEAD[:2], ["1", harmless(title)]]
    eco = ecosystem()
    assert import_package(eco, sheet(tmp_path, *rows), by=STEWARD, at=NOW).problems == ()
    item = Framework.objects.get(ecosystem=eco).items.get()
    assert (item.description or item.title) == title
