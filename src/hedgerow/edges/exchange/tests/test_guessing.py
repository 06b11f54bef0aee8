"""An unknown spreadsheet: columns proposed by heading and content, chosen, remembered, downloaded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.catalogue import TARGETS
from hedgerow.edges.exchange.guessing import contents, flow
from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.mappings import parse_mapping
from hedgerow.edges.exchange.models import Import, SavedMapping
from hedgerow.edges.exchange.reading import read_sheet
from hedgerow.edges.exchange.starting import template_csv
from hedgerow.foundation import jobs

from .sending import confirm, page, send

PEOPLE = (
    "Last Name,First Name,Student ID,Type,Contact,Birthday,Entered,Colour\n"
    "Nuñez,Amira,L1,Student,amira@example.org,3/9/2015,8/17/2026,red\n"
    "Oh,Cy,T1,Teacher,cy@example.org,11/30/1980,8/17/2026,\n"
)
FIELDS = {"Last Name": "name", "First Name": "name", "Student ID": "code", "Type": "role",
          "Contact": "email", "Birthday": "born", "Entered": "starts", "Colour": ""}  # fmt: skip

pytestmark = pytest.mark.django_db


def proposed(tmp_path, content, target=""):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    return propose(read_sheet(path), this_year=2026, target=target)


def test_columns_are_known_by_heading_and_by_content_with_a_reason_each(tmp_path):
    found = proposed(tmp_path, PEOPLE)
    assert found.target == "people"
    assert {one.column: one.field for one in found.guesses} == FIELDS
    reasons = {one.column: one.reason for one in found.guesses}
    assert reasons["Student ID"] == "the heading means: Student ID"
    assert reasons["Contact"] == "all its values are e-mail addresses"
    assert "left out" in reasons["Colour"]
    assert found.guesses[0].samples == ("Nuñez", "Oh")


def test_what_a_learners_row_says_of_the_family_is_not_the_learners(tmp_path):
    content = (
        "Student ID,Full name,Guardian e-mail,Mother's birthday\n"
        "L-1,Ada Paz,paz@example.org,1980-02-03\nL-2,Bo Ek,ek@example.org,1979-05-06\n"
    )
    found = {one.column: one for one in proposed(tmp_path, content, "people").guesses}
    assert found["Student ID"].field == "code"
    for column in ("Guardian e-mail", "Mother's birthday"):
        assert found[column].field == ""
        assert "family" in found[column].reason


def test_a_sheet_of_guardians_alone_may_have_their_addresses(tmp_path):
    content = "Guardian e-mail,Phone\npaz@example.org,1\nek@example.org,2\n"
    found = {one.column: one.field for one in proposed(tmp_path, content, "people").guesses}
    assert found["Guardian e-mail"] == "email"


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("School Code,School Name,Type,District Code\n1,Oak,school,9\n", "organisations"),
        (
            "Código,Nombre completo,Correo electrónico,Fecha de nacimiento\n1,Ana,a@b.org,\n",
            "people",
        ),
        ("Class,Teacher,Student ID,Start Date\n5a,no,L1,2026-08-17\n", "group-members"),
        ("Date,Course,Student ID,Mark\n2026-09-03,R,L1,P\n", "attendance"),
        ("رمز,الاسم,الدور\n1,أمل,student\n", "people"),
    ],
)
def test_what_the_rows_are_is_told_in_several_languages(tmp_path, content, target):
    assert proposed(tmp_path, content).target == target


@pytest.mark.parametrize("target", list(TARGETS))
def test_every_template_is_known_by_its_own_headings(tmp_path, target):
    content = template_csv(TARGETS[target]).decode("utf-8-sig")
    found = proposed(tmp_path, content)
    assert found.target == target
    assert all(one.column == one.field for one in found.guesses)


@pytest.mark.parametrize(
    ("values", "month_first", "form"),
    [
        (["2026-08-17"], True, ""),
        (["8/17/2026", "3/4/2026"], False, "M/D/YYYY"),
        (["17.08.2026", "03.04.2026"], True, "D.M.YYYY"),
        (["3/4/26"], True, "M/D/YY"),
        (["3/4/26"], False, "D/M/YY"),
        (["2026-08-17", "3/4/2026"], False, "D/M/YYYY"),
        (["٠٣/٠٤/٢٠١٤", "17/04/2014"], True, "D/M/YYYY"),
        (["٠٣/٠٤/٢٠١٤"], True, "M/D/YYYY"),
        (["46251"], False, "serial"),
        (["soon"], False, None),
        ([], False, None),
    ],
)
def test_how_days_are_written_is_found_out_where_it_can_be(values, month_first, form):
    assert contents.day_format(values, month_first=month_first) == form


def choice(client, row, target="people", fields=None, **more):
    names = [one.column for one in flow.proposal_of(row, this_year=2026).guesses]
    chosen = FIELDS if fields is None else fields
    data = {f"column-{at}": chosen.get(name, "") for at, name in enumerate(names)}
    address = reverse("import-columns", args=["grove", row.uuid])
    return client.post(address, {"target": target, "days": "month", **data, **more})


@pytest.mark.slow
def test_a_sheet_is_asked_about_looked_at_imported_and_remembered(ada):
    answer = send(ada, PEOPLE, "guess", "class.csv")
    row = Import.objects.get()
    assert answer.headers["Location"] == reverse("import-columns", args=["grove", row.uuid])
    assert row.state == "asking"
    assert "Name its columns" in page(ada, row)
    said = ada.get(answer.headers["Location"]).content.decode()
    for words in ("First Name", "amira@example.org", "the heading means: Student ID"):
        assert words in said
    assert choice(ada, row).headers["Location"] == reverse("import", args=["grove", row.uuid])
    row.refresh_from_db()
    assert (row.state, row.preview["new"]) == ("ready", {"people": 2})
    confirm(ada, row)
    jobs.run_pending()
    learner = Person.objects.get(code="L1")
    assert (learner.name, str(learner.born)) == ("Amira Nuñez", "2015-03-09")
    roles = Assignment.objects.exclude(role="convener").values_list(
        "person__code", "role", "starts"
    )
    assert sorted((code, role, str(day)) for code, role, day in roles) == [
        ("L1", "learner", "2026-08-17"), ("T1", "educator", "2026-08-17"),
    ]  # fmt: skip

    again = PEOPLE.replace("Last Name,First Name", "last name,FIRST NAME").replace("Oh,", "Oh-Ek,")
    send(ada, again.replace("last name,FIRST NAME", "Last Name,First Name"), "guess", "next.csv")
    second = Import.objects.latest("pk")
    assert (second.state, second.preview["changed"]) == ("ready", {"people": 1})
    assert "read as then" in page(ada, second)


@pytest.mark.slow
def test_the_mapping_can_be_fetched_and_changed(ada):
    send(ada, PEOPLE, "guess", "class.csv")
    row = Import.objects.get()
    address = reverse("import-mapping", args=["grove", row.uuid])
    assert ada.get(address).status_code == 404
    choice(ada, row)
    text = ada.get(address).content.decode()
    mapping = parse_mapping(text, "mapping.toml")
    assert mapping.rows[0].fields["born"].format == ["M/D/YYYY"]
    assert [one.column for one in mapping.rows[0].fields["name"].join] == [
        "First Name",
        "Last Name",
    ]
    own = SimpleUploadedFile("m.toml", text.encode())
    assert send(ada, PEOPLE, "own", own=own).status_code == 302
    assert Import.objects.latest("pk").preview["new"] == {"people": 2}
    choice(ada, row, fields={**FIELDS, "Contact": ""})
    assert "email" not in parse_mapping(SavedMapping.objects.get().text, "m").rows[0].fields


@pytest.mark.slow
def test_a_choice_that_fills_too_little_or_twice_is_told_beside_it(ada):
    send(ada, PEOPLE, "guess", "class.csv")
    row = Import.objects.get()
    answer = choice(ada, row, fields={"First Name": "name", "Type": "born", "Birthday": "born"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Code: Choose a column for it, or have codes made." in said
    assert "Date of birth: Choose one column only." in said
    row.refresh_from_db()
    assert (row.state, row.mapping) == ("asking", "")
    assert choice(ada, row, target="pets").status_code == 422


@pytest.mark.slow
def test_a_text_for_all_rows_fills_a_field_that_no_column_has(ada):
    send(ada, "School Code,School Name\n1,Oak\n2,Elm\n", "guess", "schools.csv")
    row = Import.objects.get()
    fields = {"School Code": "code", "School Name": "name"}
    assert choice(ada, row, "organisations", fields).status_code == 422
    done = choice(ada, row, "organisations", fields, **{"constant-kind": "school"})
    assert done.status_code == 302
    row.refresh_from_db()
    assert row.preview["new"] == {"organisations": 2}


def test_outsiders_and_files_that_are_gone_have_no_columns(ada, client):
    send(ada, PEOPLE, "guess", "class.csv")
    row = Import.objects.get()
    ada.post(reverse("discard-import", args=["grove", row.uuid]))
    address = reverse("import-columns", args=["grove", row.uuid])
    assert ada.get(address).status_code == 409
    client.logout()
    assert client.get(address).status_code in (302, 404)
