"""What is kept about one person is handed out and taken away, as on the pages."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation import accesslog

from .valley import Valley, program_of

PROOF = {"proof": "heron lake 42"}
MEANT = {"for_good": True, **PROOF}


def with_password(person: Person) -> None:
    account = Account(email="ada@example.org")
    account.set_password(PROOF["proof"])
    account.save()
    Person.objects.filter(pk=person.pk).update(account=account)


def names_in(content: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return set(archive.namelist())


@pytest.mark.slow
def test_one_takes_ones_own_record_away(valley: Valley) -> None:
    answer = program_of(valley.person, write=False).ask("get", "/me/export")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="Record of Ada.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        assert "Ada" in archive.read("data/people.person.json").decode()
        assert "Ada" in archive.read("README.txt").decode().splitlines()[0]
    assert valley.nobody.ask("get", "/me/export").status_code == 401


@pytest.mark.slow
def test_a_learners_export_is_noted_and_outsiders_find_nothing(valley: Valley) -> None:
    bo = factories.learner(valley.school, "Bo")
    path = f"{valley.path}/people/{bo.uuid}/export"
    assert valley.cy.ask("get", path).status_code == 404
    assert accesslog.openings_of(bo.pk).rows == ()
    assert "data/people.person.csv" in names_in(valley.ada.ask("get", path).getvalue())
    (opening,) = accesslog.openings_of(bo.pk).rows
    assert (opening.what, opening.by_person) == ("portal.export", valley.person.pk)


@pytest.mark.slow
def test_ones_own_export_is_not_noted(valley: Valley) -> None:
    bo = factories.learner(valley.school, "Bo")
    assert program_of(bo).ask("get", "/me/export").status_code == 200
    assert accesslog.openings_of(bo.pk).rows == ()


@pytest.mark.slow
def test_erasing_is_previewed_then_confirmed(valley: Valley) -> None:
    bo = factories.learner(valley.school, "Bo")
    path = f"{valley.path}/people/{bo.uuid}/erasure"
    preview = valley.ada.ask("get", path).json()
    assert preview["erased"] is False
    assert {"person", "roles"} <= {one["name"] for one in preview["parts"] if one["rows"]}
    with_password(valley.person)
    for body in ({}, {"for_good": False}):
        refused = valley.ada.ask("post", path, body)
        assert (refused.status_code, list(refused.json()["fields"])) == (422, ["for_good"])
    assert Person.objects.get(pk=bo.pk).name == "Bo"

    erased = valley.ada.ask("post", path, MEANT).json()
    assert (erased["erased"], erased["person"]) == (True, str(bo.uuid))
    assert Person.objects.get(pk=bo.pk).name == ""
    assert valley.ada.ask("post", path, MEANT).status_code == 404


def test_a_token_that_may_only_read_erases_nobody(valley: Valley) -> None:
    bo = factories.learner(valley.school, "Bo")
    reader = program_of(valley.person, write=False)
    path = f"{valley.path}/people/{bo.uuid}/erasure"
    assert reader.ask("post", path, MEANT).status_code == 403
    assert Person.objects.get(pk=bo.pk).name == "Bo"


@pytest.mark.slow
def test_erasing_says_which_copies_go_with_it(
    valley: Valley, tmp_path: Path, settings: Settings
) -> None:
    settings.HEDGEROW_HOME = tmp_path
    bo = factories.learner(valley.school, "Bo")
    path = f"{valley.path}/people/{bo.uuid}/erasure"
    assert valley.ada.ask("get", path).json()["copies"] == 0
    with_password(valley.person)
    made = timezone.now() - timedelta(days=10)
    (tmp_path / f"before-upgrade-{made:%Y%m%dT%H%M%S}.sqlite3").write_text("Bo")
    said = valley.ada.ask("post", path, MEANT).json()
    assert said["copies"] == 1
    assert "The copy of all data" in said["beyond"][0]
    assert "Back-ups" in said["beyond"][1]
