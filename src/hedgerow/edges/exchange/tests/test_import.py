"""Files as they come: traps of spreadsheets, each kind of junk, and the same file twice."""

import zipfile
from datetime import UTC, datetime

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.edges.exchange.errors import FileUnreadable, ImportStopped, MappingWrong
from hedgerow.edges.exchange.mappings import read_mapping
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
STEWARD = Actor.the_steward()
MAPPING = """
target = "organisations"
[[exclude]]
column = "code"
digits = 7
equals = ["0000001"]
reason = "placeholder"
[[rows]]
label = "school"
[rows.fields]
kind = { constant = "school" }
code = { column = "code", digits = 7 }
name = { column = "name" }
parent_kind = { constant = "school" }
parent_code = { column = "within", digits = 7 }
"""
GOOD = 'code,name,within\n64725.0,"Elm\nHouse",\n0000123,Oak,64725\n1.0,Nobody,\n'

pytestmark = pytest.mark.django_db


@pytest.fixture
def grove():
    return Ecosystem.objects.create(slug="grove", name="Grove", created_at=AT)


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING)
    return read_mapping(path)


@pytest.fixture
def bring(grove, mapping, tmp_path):
    def brought(content, by=STEWARD):
        path = tmp_path / "schools.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return import_file(grove, Upload(path, mapping), by=by, at=AT)

    return brought


def test_codes_are_mended_parents_tied_and_placeholders_left_out(bring):
    found = bring(GOOD)
    assert (found.new, found.excluded) == ({"school": 2}, {"placeholder": 1})
    oak = Organisation.objects.get(code="0000123")
    assert oak.parent.code == "0064725"
    assert oak.origin == "imported"


def test_the_same_file_again_changes_nothing(bring):
    bring(GOOD)
    again = bring(GOOD)
    assert (again.new, again.changed, again.unchanged) == ({}, {}, {"school": 2})
    assert Fact.objects.filter(kind="exchange.imported").count() == 1


def test_organisations_brought_in_are_members(grove, bring):
    bring(GOOD)
    bring(GOOD)
    members = OrganisationMembership.objects.filter(ecosystem=grove, ends=None, partner=False)
    assert members.count() == Organisation.objects.filter(kept_by=grove).count() > 0


def test_only_what_changed_is_written(bring):
    bring(GOOD)
    assert bring(GOOD.replace("Oak", "Oak Hill")).changed == {"school": 1}
    revisions = Organisation.objects.order_by("code").values_list("name", "revision")
    assert list(revisions) == [("Oak Hill", 2), ("Elm House", 1)]


@pytest.mark.parametrize(
    ("content", "line", "column", "code"),
    [
        ("code,title,within\n1,Elm,\n", 1, "name", "exchange.no_column"),
        ('code,name,within\n2,"a\nb",\n2,Oak,\n', 4, "code", "exchange.duplicate"),
        ("code,name,within\n2,Elm,9\n", 2, "within", "people.no_parent"),
        ("code,name,within\n2,,\n", 2, "name", "exchange.value"),
    ],
)
def test_a_problem_names_its_place_and_stops_everything(bring, content, line, column, code):
    with pytest.raises(ImportStopped) as stopped:
        bring(content)
    first = stopped.value.problems[0]
    assert (first.file, first.line, first.code) == ("schools.csv", line, code)
    assert column in first.column
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("content", ["", "\n \n", b"\x89PNG\x00\x01", b"PK\x03\x04junk"])
def test_a_file_that_is_no_sheet_is_refused(bring, content):
    with pytest.raises(FileUnreadable):
        bring(content)
    assert not Organisation.objects.exists()


@pytest.mark.slow
def test_a_workbook_that_unpacks_too_large_is_refused(bring, tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    with pytest.raises(FileUnreadable, match="unpack so large"):
        bring(bomb.read_bytes())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_of_spreadsheet_programs_are_read(bring, encoding):
    bring("code;name;within\n7;Cañada;\n".encode(encoding))
    assert Organisation.objects.get().name == "Cañada"


def test_marks_that_turn_what_stands_after_them_are_not_brought_in(bring):
    bring("code,name,within\n\u202a7\u202c,Oak \u202eloohcs\u202c,\n")
    found = Organisation.objects.get()
    assert (found.code, found.name) == ("0000007", "Oak loohcs")


@pytest.mark.slow
@pytest.mark.sqlite  # PostgreSQL: test_many_rows
def test_ten_thousand_rows_come_in_at_once(bring):
    rows = "".join(f"{n},School {n},\n" for n in range(10, 10_010))
    assert bring("code,name,within\n" + rows).new == {"school": 10_000}


def test_nobody_imports_without_the_permission(bring):
    with pytest.raises(NotPermitted):
        bring(GOOD, by=Actor.public())
    assert not Organisation.objects.exists()


def test_a_preview_writes_nothing(grove, mapping, tmp_path):
    path = tmp_path / "schools.csv"
    path.write_text(GOOD)
    found = preview(grove, Upload(path, mapping), by=STEWARD)
    assert found.new == {"school": 2}
    assert found.first["new"][0].line == 2
    assert not Organisation.objects.exists()


def test_a_wrong_mapping_names_file_path_and_what_was_expected(tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text(MAPPING.replace('column = "name"', 'colum = "name"'))
    with pytest.raises(MappingWrong) as wrong:
        read_mapping(path)
    assert "wrong.toml, rows.0.fields.name" in str(wrong.value)
