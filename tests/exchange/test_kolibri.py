"""Kolibri's file of users, by command and by page: our own, and the example that it publishes."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.config.cli import main
from hedgerow.edges.exchange import uploads
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.tests.test_california import ROOT
from hedgerow.foundation import jobs

EXAMPLE = ROOT.parent / "shared/data/vectors/kolibri/bulk-import-example.csv"
HEADS = (
    "Username (USERNAME),Password (PASSWORD),Full name (FULL_NAME),User type (USER_TYPE),"
    "Identifier (IDENTIFIER),Birth year (BIRTH_YEAR),Gender (GENDER),Enrolled in (ENROLLED_IN),"
    "Assigned to (ASSIGNED_TO)\n"
)
GOOD = (
    'ana,one-pass,Ana Muñoz,LEARNER,A1,2012,FEMALE,"Maths 1,Reading",\n'
    "ben,,Ben Oh,LEARNER,,,,Maths 1,Reading\n"
    "cy,two-pass,Cy Ek,CLASS_COACH,,1980,MALE,,Maths 1\n"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client, settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path
    session = client.session
    session["person_id"] = convener(ecosystem("Grove", slug="grove")).pk
    session.save()
    return client


def command(path, capsys, code=0):
    assert main(["import", "grove", str(path), "--json"]) == code
    said = capsys.readouterr()
    return json.loads(said.out), said.err


@pytest.mark.parametrize("heads", [HEADS, HEADS.replace("Username", "Nombre de usuario")])
@pytest.mark.usefixtures("ada")
@pytest.mark.slow
def test_users_classes_and_coaches_come_in_once(tmp_path, capsys, heads):
    (tmp_path / "users-of-kolibri.csv").write_text(heads + GOOD, encoding="utf-8")
    done, _error = command(tmp_path / "users-of-kolibri.csv", capsys)
    assert done["new"] == {"people": 3, "groups": 2, "group-members": 4}
    assert done["excluded"] == {
        "users-of-kolibri.csv, PASSWORD: refused, never stored": 2,
        "users-of-kolibri.csv, GENDER: refused, never stored": 2,
        "classes that count for another type of user": 1,
    }
    roles = Assignment.objects.exclude(role="convener").values_list("person__code", "role")
    assert sorted(roles) == [("ana", "learner"), ("ben", "learner"), ("cy", "educator")]
    assert set(Group.objects.values_list("name", flat=True)) == {"Maths 1", "Reading"}
    assert GroupPlace.objects.get(leads=True).person.name == "Cy Ek"
    again, _error = command(tmp_path / "users-of-kolibri.csv", capsys)
    assert (again["new"], again["changed"]) == ({}, {})


@pytest.mark.slow
def test_the_page_keeps_no_password_of_it(ada):
    file = SimpleUploadedFile("users.csv", (HEADS + GOOD).encode())
    ada.post(reverse("new-import", args=["grove"]), {"file": file, "mapping": "set"})
    row = Import.objects.get()
    (kept,) = [one for one in uploads.folder().iterdir() if one.is_file()]
    assert b"one-pass" not in kept.read_bytes()
    assert row.preview["new"] == {"people": 3, "groups": 2, "group-members": 4}
    ada.post(reverse("confirm-import", args=["grove", row.uuid]), {"digest": row.digest})
    jobs.run_pending()
    assert Person.objects.filter(code="ana", name="Ana Muñoz").exists()


@pytest.mark.parametrize(
    ("old", "new", "column", "value"),
    [
        ("2012", "1899", "BIRTH_YEAR", "1899"),
        ("2012", "soon", "BIRTH_YEAR", ""),  # may be a word of the column beside
        ("ana,one-pass,Ana Muñoz,LEARNER", "ana,,Ana Muñoz,STUDENT", "USER_TYPE", "STUDENT"),
        ("Ana Muñoz", "", "FULL_NAME", ""),
        ("ben,", "ana,", "USERNAME", "ana"),
    ],
)
@pytest.mark.usefixtures("ada")
def test_a_wrong_cell_stops_all_of_it_and_is_named(tmp_path, capsys, old, new, column, value):
    (tmp_path / "users.csv").write_text(HEADS + GOOD.replace(old, new, 1), encoding="utf-8")
    told, _error = command(tmp_path / "users.csv", capsys, code=1)
    (problem,) = told["problems"]
    assert (problem["file"], problem["column"], problem["value"]) == ("users.csv", column, value)
    assert not Person.objects.exclude(code="").exists()


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.usefixtures("ada")
def test_the_published_example_is_refused_for_its_first_and_third_row(tmp_path, capsys):
    if not EXAMPLE.exists():
        pytest.skip("../shared/data is not here")
    told, _error = command(EXAMPLE, capsys, code=1)
    wrong = [(one["line"], one["column"], one["value"]) for one in told["problems"]]
    assert wrong == [
        (2, "USER_TYPE", ""),  # a year is wrong, too: a password may have slipped there
        (4, "USER_TYPE", "COACH"),
    ]
    mended = EXAMPLE.read_text(encoding="utf-8").replace("STUDENT", "LEARNER", 1)
    mended = mended.replace("1899", "1999", 1).replace(",COACH,", ",CLASS_COACH,", 1)
    (tmp_path / "mended.csv").write_text(mended, encoding="utf-8")
    done, _error = command(tmp_path / "mended.csv", capsys)
    assert done["new"]["people"] == 5
