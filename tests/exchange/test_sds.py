"""School Data Sync's files, by command and by page: our own small ones, and Microsoft's samples."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.config.cli import main
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.tests.test_california import ROOT
from hedgerow.foundation import jobs

SAMPLES = ROOT.parent / "shared/data/vectors/sds/v1-100users"
OURS = {
    "School": "SIS ID,Name,Grade Low,Grade High,Address,City\n1,Oak,09,12,1 Oak Lane,Town\n2,Elm,,,,\n",
    "Section": "SIS ID,School SIS ID,Section Name,Term StartDate,Term EndDate\n"
    "11,1,Algebra,8/17/2026,6/4/2027\n12,2,Art,,\n",
    "Student": "SIS ID,School SIS ID,First Name,Last Name,Username,Password,Grade,Status,Birthdate,"
    "Gender\nL1,1,Amira,Nuñez,amira,pass-one,09,Active,4/2/2012,F\n"
    "L2,2,Bo,Ek,bo,pass-two,10,,,\n",
    "Teacher": "SIS ID,School SIS ID,First Name,Last Name,Username,Password\nT1,1,Cy,Oh,cy,pass-one\n"
    "T1,2,Cy,Oh,cy,pass-one\n",
    "StudentEnrollment": "Section SIS ID,SIS ID\n11,L1\n12,L2\n11,L2\n",
    "TeacherRoster": "Section SIS ID,SIS ID\n11,T1\n12,T1\n",
}
COUNTS = {
    "ours": {"organisations": 2, "people": 4, "groups": 2, "group-members": 5},
    "samples": {"organisations": 2, "people": 98, "groups": 28, "group-members": 630},
}
PASSWORDS = {"ours": {"Student.csv": 2, "Teacher.csv": 2},
             "samples": {"Student.csv": 86, "Teacher.csv": 12}}  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["ours", pytest.param("samples", marks=pytest.mark.shared)])
def given(request, tmp_path):
    if request.param == "samples":
        if not SAMPLES.exists():
            pytest.skip("../shared/data is not here")
        return request.param, SAMPLES
    folder = tmp_path / "set"
    folder.mkdir()
    for name, said in OURS.items():
        (folder / f"{name}.csv").write_text(said, encoding="utf-8")
    return request.param, folder


@pytest.fixture
def ada(client, settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path
    session = client.session
    session["person_id"] = convener(ecosystem("Grove", slug="grove")).pk
    session.save()
    return client


def by_command(folder: Path, capsys, _ada):
    assert main(["import", "grove", str(folder), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def by_page(folder: Path, _capsys, ada):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for file in sorted(folder.glob("*.csv")):
            packed.write(file, f"export/{file.name}")
    data = {"file": SimpleUploadedFile("sds.zip", content.getvalue()), "mapping": "set"}
    assert ada.post(reverse("new-import", args=["grove"]), data).status_code == 302
    row = Import.objects.latest("pk")
    told = dict(row.preview)
    if row.state == "ready":
        confirm = reverse("confirm-import", args=["grove", row.uuid])
        ada.post(confirm, {"digest": row.digest})
        jobs.run_pending()
        row.refresh_from_db()
    assert row.state == "done"
    return told


@pytest.mark.slow
@pytest.mark.parametrize("bring", [by_command, by_page])
def test_the_files_come_in_once_without_their_passwords(given, ada, capsys, bring):
    kind, folder = given
    done = bring(folder, capsys, ada)
    assert done["new"] == COUNTS[kind]
    refused = {f"{file}, Password: refused, never stored": n for file, n in PASSWORDS[kind].items()}
    assert refused.items() <= done["excluded"].items()
    people = Person.objects.exclude(code="")
    with (folder / "Student.csv").open(encoding="utf-8") as file:
        assert set(people.values_list("code", flat=True)) > {
            row["SIS ID"] for row in csv.DictReader(file)
        }
    assert Organisation.objects.filter(kind="school").count() == 2
    assert GroupPlace.objects.count() == COUNTS[kind]["group-members"]
    assert Group.objects.exclude(organisation=None).count() == COUNTS[kind]["groups"]
    again = bring(folder, capsys, ada)
    assert (again["new"], again["changed"]) == ({}, {})


@pytest.mark.slow
@pytest.mark.usefixtures("ada")
def test_roles_terms_and_who_teaches_are_as_the_files_say(tmp_path, capsys):
    for name, said in OURS.items():
        (tmp_path / f"{name}.csv").write_text(said, encoding="utf-8")
    by_command(tmp_path, capsys, None)
    roles = Assignment.objects.exclude(role="convener")
    assert sorted(roles.values_list("person__code", "role", "organisation__code", "grade")) == [
        ("L1", "learner", "1", "9"), ("L2", "learner", "2", "10"),
        ("T1", "educator", "1", ""), ("T1", "educator", "2", ""),
    ]  # fmt: skip
    algebra = Group.objects.get(code="11")
    assert (str(algebra.starts), str(algebra.ends)) == ("2026-08-17", "2027-06-04")
    assert (algebra.school_year, str(Person.objects.get(code="L1").born)) == (
        "2026-27",
        "2012-04-02",
    )
    assert GroupPlace.objects.filter(leads=True, person__code="T1").count() == 2
    inactive = OURS["Student"].replace("10,,", "10,Inactive,")
    (tmp_path / "Student.csv").write_text(inactive, encoding="utf-8")
    assert by_command(tmp_path, capsys, None)["changed"] == {"people": 1}
    assert Assignment.objects.get(person__code="L2").ends is not None
    assert by_command(tmp_path, capsys, None)["changed"] == {}


@pytest.mark.slow
@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("StudentEnrollment", "11,L2", "11,L9",
         "StudentEnrollment.csv, line 4, column SIS ID: 'L9', expected an id that stands in"),
        ("TeacherRoster", "12,T1", "19,T1",
         "TeacherRoster.csv, line 3, column Section SIS ID: '19', expected an id that stands in"),
        ("Student", "L1,1", "L1,7",
         "Student.csv, line 2, column School SIS ID: '7', expected an id that stands in School.csv"),
        ("Student", "4/2/2012", "2 April", "Student.csv, line 2, column Birthdate: ''"),
        ("School", "1,Oak", "1,", "School.csv, line 2, column Name: ''"),
        ("School", "2,Elm", "1,Elm", "School.csv, line 3, column SIS ID: '1'"),
        ("Section", "Section Name", "Title", "Section.csv, line 1, column Section Name: ''"),
        ("Section", "6/4/2027", "6/4/2026", "Section.csv, line 2, column Term EndDate: '6/4/2026'"),
        ("Student", "09,Active", "09,Away", "Student.csv, line 2, column Status: 'Away'"),
    ],
)  # fmt: skip
def test_a_wrong_cell_stops_all_of_it_and_is_named(tmp_path, capsys, name, old, new, place):
    for file, said in OURS.items():
        content = said.replace(old, new, 1) if file == name else said
        (tmp_path / f"{file}.csv").write_text(content, encoding="utf-8")
    assert main(["import", "grove", str(tmp_path)]) == 1
    assert place in capsys.readouterr().err
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("ada")
def test_a_file_that_is_missing_is_named(tmp_path, capsys):
    for file, said in OURS.items():
        if file != "Teacher":
            (tmp_path / f"{file}.csv").write_text(said, encoding="utf-8")
    assert main(["import", "grove", str(tmp_path)]) == 1
    assert "Teacher.csv: '', expected a file of this name" in capsys.readouterr().err
