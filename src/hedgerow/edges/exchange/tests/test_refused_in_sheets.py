"""A spreadsheet that a mapping reads is kept without passwords and sensitive flags, and as one sheet."""

import codecs
import io
import json

import openpyxl
import pytest

from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange import uploads
from hedgerow.edges.exchange.actions import Upload, import_file
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.edges.exchange.models import Import, SavedMapping
from hedgerow.edges.exchange.remembering import keep_mapping
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

from .conftest import AT
from .sending import confirm, page, send

pytestmark = pytest.mark.django_db
HEADS = "code,name,role,Password,Gender,race"
ROWS = "L1,Ana Paz,learner,hunter2x,F,xyzzy\nL2,Bo Ek,learner,hunter3y,,\n"
PEOPLE = "ready:people"


def kept():
    return b"".join(one.read_bytes() for one in uploads.folder().iterdir())


def book(sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def of_people(layout="", **more):
    fields = {"code": "code", "name": "name", "role": "role"} | more
    said = f'target = "people"\n{layout}[[rows]]\nlabel = "p"\n[rows.fields]\n'
    return said + "".join(f'{one} = {{ column = "{name}" }}\n' for one, name in fields.items())


def saved(grove, text):
    keep_mapping(grove, "own", text, by=Actor.the_steward())
    return f"saved:{SavedMapping.objects.get().uuid}"


def sent(client, content, mapping, name="people.csv"):
    send(client, content, mapping, name=name)
    return Import.objects.get()


def test_they_are_out_of_the_file_before_it_is_kept_and_the_page_counts_them(ada):
    row = sent(ada, f"{HEADS}\n{ROWS}", PEOPLE)
    assert row.state == "ready"
    for word in (b"hunter", b"xyzzy"):
        assert word not in kept()
    assert row.preview["excluded"] == {
        "Password: refused, never stored": 2, "Gender: refused, never stored": 1,
        "race: refused, never stored": 1,
    }  # fmt: skip
    assert "Password: refused, never stored" in page(ada, row)
    confirm(ada, row)
    jobs.run_pending()
    assert set(Person.objects.filter(code__in=["L1", "L2"]).values_list("name", flat=True)) == {
        "Ana Paz", "Bo Ek",
    }  # fmt: skip


@pytest.mark.parametrize("column", ["Password", "Gender"])
def test_a_mapping_that_reads_them_reads_nothing(ada, grove, column):
    mapping = saved(grove, of_people(called=column))
    row = sent(ada, f"{HEADS}\n{ROWS}", mapping)
    assert b"hunter" not in kept()
    assert "hunter" not in json.dumps(row.preview)
    confirm(ada, row)
    jobs.run_pending()
    assert set(Person.objects.filter(code__in=["L1", "L2"]).values_list("called", flat=True)) == {
        ""
    }


def test_what_is_read_where_it_lies_loses_them_too(grove, tmp_path):
    """As the command reads it, which keeps no file."""
    (tmp_path / "people.csv").write_text(f"{HEADS}\n{ROWS}")
    mapping = parse_mapping(of_people(called="Password"), "m.toml")
    upload = Upload(tmp_path / "people.csv", mapping)
    done = import_file(grove, upload, by=Actor.the_steward(), at=AT)
    assert done.excluded["Password: refused, never stored"] == 2
    people = Person.objects.filter(code__in=["L1", "L2"])
    assert set(people.values_list("called", flat=True)) == {""}


@pytest.mark.parametrize(
    ("layout", "sign", "encoding"),
    [
        ('encoding = "windows-1252"\ndelimiter = ";"\n', ";", "windows-1252"),
        ('heading = 3\n', ",", "utf-8"),
        ('', "\t", "utf-16"),
    ],
)  # fmt: skip
def test_however_the_mapping_says_that_it_is_written(ada, grove, layout, sign, encoding):
    text = f"{HEADS}\nL1,Noël Paz,learner,hunter2x,F,\n".replace(",", sign)
    text = f"A title{sign}{sign}{sign}{sign}{sign}\n\n{text}" if "heading" in layout else text
    row = sent(ada, text.encode(encoding), saved(grove, of_people(layout)))
    assert row.state == "ready", row.preview["problems"]
    assert b"hunter" not in kept()
    assert b"hunter" not in kept().replace(b"\0", b"")
    (first,) = row.preview["first"]["new"]
    assert (first["line"], first["values"]["name"]) == (4 if "heading" in layout else 2, "Noël Paz")


def test_a_file_in_which_nothing_is_refused_is_kept_as_it_came(ada):
    content = "code,name,role\nL1,Ana Paz,learner\n"
    sent(ada, content, PEOPLE)
    assert kept() == content.encode()
    assert not kept().startswith(codecs.BOM_UTF8)


def test_rows_about_nobody_may_be_told_apart_by_such_columns(ada, grove):
    text = (
        'target = "organisations"\n[[where]]\ncolumn = "race"\nequals = "All"\n[[rows]]\nlabel = "s"\n'
        '[rows.fields]\nkind = { constant = "school" }\ncode = { column = "code" }\nname = { column = "name" }\n'
    )
    row = sent(ada, "code,name,race,password\n1,Oak,All,x\n1,Oak,One,y\n", saved(grove, text))
    assert (row.state, row.preview["new"], row.preview["elsewhere"]) == ("ready", {"s": 1}, 1)
    assert row.preview["excluded"] == {"password: refused, never stored": 2}


@pytest.mark.parametrize("way", [PEOPLE, "guess", "named"])
def test_of_a_workbook_the_sheet_that_is_read_is_kept_and_no_other(ada, grove, way):
    people = [HEADS.split(","), *(one.split(",") for one in ROWS.splitlines())]
    sheets = {"People": people, "Notes": [["Ana's mother is ill: hunter4z"]]}
    mapping = way
    if way == "named":
        sheets = {"Notes": [["hunter4z"]], "People": people}
        mapping = saved(grove, of_people('sheet = "People"\n'))
    row = sent(ada, book(sheets), mapping, "people.xlsx")
    assert row.state in ("ready", "asking")
    assert b"hunter" not in kept()
    assert not kept().startswith(b"PK")
    assert b"Ana Paz" in kept()


def test_a_workbook_reads_as_before_once_it_is_kept_as_text(ada):
    from datetime import date

    rows = [["code", "name", "born", "role"], ["007", "Ana; “Paz”, A.", date(2015, 3, 9), "learner"],
            [], [8, ' "Bo" ', None, "learner"]]  # fmt: skip
    row = sent(ada, book({"People": rows}), PEOPLE, "people.xlsx")
    assert row.state == "ready", row.preview["problems"]
    found = [(one["line"], one["values"]["code"], one["values"]["name"], one["values"]["born"])
             for one in row.preview["first"]["new"]]  # fmt: skip
    assert found == [(2, "007", "Ana; “Paz”, A.", "2015-03-09"), (4, "8", '"Bo"', "")]


def test_a_sheet_that_is_not_there_is_told_and_nothing_is_kept(ada, grove):
    mapping = saved(grove, of_people('sheet = "Pupils"\n'))
    answer = send(ada, book({"People": [["code"]]}), mapping, "people.xlsx")
    assert answer.status_code == 422
    assert "no sheet named Pupils" in answer.content.decode()
    assert not Import.objects.exists()
    assert kept() == b""


def test_declared_groups_are_read_from_the_column_that_the_mapping_names():
    from hedgerow.edges.exchange.guessing.spared import spared

    text = of_people(population_groups="Gender", called="race", phone="Password")
    assert spared(parse_mapping(text, "m.toml")) == {"Gender"}
