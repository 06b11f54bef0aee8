"""What is kept about one person is handed out and taken away, as on the pages."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import new_recovery_codes
from hedgerow.commons.membership.models import Passkey
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation import accesslog

from .valley import Valley, program_of

MEANT = {"for_good": True}


def names_in(content: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return set(archive.namelist())


@pytest.mark.slow
def test_one_takes_ones_own_record_away(valley: Valley) -> None:
    answer = program_of(valley.person, write=False).ask("get", "/me/export")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="Record of Ada.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        assert "Ada" in archive.read("people.person.json").decode()
        assert "Ada" in archive.read("README.txt").decode().splitlines()[0]
    assert valley.nobody.ask("get", "/me/export").status_code == 401


@pytest.mark.slow
def test_a_learners_export_is_noted_and_outsiders_find_nothing(valley: Valley) -> None:
    bo = factories.learner(valley.school, "Bo")
    path = f"{valley.path}/people/{bo.uuid}/export"
    assert valley.cy.ask("get", path).status_code == 404
    assert accesslog.openings_of(bo.pk).rows == ()
    assert "people.person.csv" in names_in(valley.ada.ask("get", path).getvalue())
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
    for body in ({}, {"for_good": False}):
        refused = valley.ada.ask("post", path, body)
        assert (refused.status_code, list(refused.json()["fields"])) == (422, ["for_good"])
    assert Person.objects.get(pk=bo.pk).name == "Bo"

    erased = valley.ada.ask("post", path, MEANT).json()
    assert (erased["erased"], erased["person"]) == (True, str(bo.uuid))
    assert Person.objects.get(pk=bo.pk).name == ""
    assert valley.ada.ask("post", path, MEANT).status_code == 404


def one_with(password: str, place: Ecosystem) -> Person:
    """Ida, who signs in by a password if there is one."""
    ida = factories.named(place, "Ida Quill")
    factories.assigned(ida, "tutor", place)
    if password:
        account = Account(email="ida@example.org")
        account.set_password(password)
        account.save()
        Person.objects.filter(pk=ida.pk).update(account=account)
    return ida


@pytest.mark.slow
def test_one_erases_oneself_by_ones_name_and_password(valley: Valley) -> None:
    ida = one_with("heron lake 42", valley.place)
    own = program_of(ida)
    preview = own.ask("get", "/me/erasure").json()
    assert preview["erased"] is False
    assert any(one["left"] for one in preview["parts"])
    right = {**MEANT, "name": " ida  quill", "proof": "heron lake 42"}
    for changed, code in (
        ({"name": "Ida"}, "portal.not_confirmed"),
        ({"proof": ""}, "membership.proof_needed"),
        ({"proof": "heron lake 43"}, "membership.wrong_password"),
    ):
        refused = own.ask("post", "/me/erasure", {**right, **changed})
        assert refused.json()["code"] == code
        assert Person.objects.get(pk=ida.pk).name == "Ida Quill"
    assert own.ask("post", "/me/erasure", right).json()["erased"] is True
    assert Person.objects.get(pk=ida.pk).name == ""
    assert own.ask("get", "/me").status_code == 401


@pytest.mark.slow
def test_a_token_alone_erases_nobody_and_is_told_where_it_is_done(valley: Valley) -> None:
    ida = one_with("", valley.place)
    for proof in ("", "anything"):
        refused = program_of(ida).ask(
            "post", "/me/erasure", {**MEANT, "name": "Ida Quill", "proof": proof}
        )
        assert (refused.status_code, refused.json()["code"]) == (403, "membership.proof_needed")
        assert "/me/erase/" in refused.content.decode()
    assert Person.objects.get(pk=ida.pk).name == "Ida Quill"


@pytest.mark.slow
def test_who_has_a_second_factor_proves_it_by_a_code_which_a_wrong_name_does_not_use_up(
    valley: Valley,
) -> None:
    ida = one_with("heron lake 42", valley.place)
    Passkey.objects.create(
        person=ida, credential=b"1", public_key=b"x", name="Phone", created_at=timezone.now()
    )
    own, body = program_of(ida), {**MEANT, "name": "Ida Quill"}
    refused = own.ask("post", "/me/erasure", {**body, "proof": "heron lake 42"})
    assert refused.json()["code"] == "membership.proof_needed"
    code = new_recovery_codes(by=factories.actor(ida), at=timezone.now())[0]
    for changed in ({"name": "Ida", "proof": code}, {"proof": "heron lake 42"}):
        assert own.ask("post", "/me/erasure", {**body, **changed}).status_code == 409
    assert Person.objects.get(pk=ida.pk).name == "Ida Quill"
    assert own.ask("post", "/me/erasure", {**body, "proof": code}).json()["erased"] is True


def test_guessing_a_proof_is_put_off(valley: Valley) -> None:
    own = program_of(one_with("heron lake 42", valley.place))
    body = {**MEANT, "name": "Ida Quill", "proof": "wrong"}
    found = [own.ask("post", "/me/erasure", body).status_code for _try in range(6)]
    assert found == [409] * 5 + [429]


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
    made = timezone.now() - timedelta(days=10)
    (tmp_path / f"before-upgrade-{made:%Y%m%dT%H%M%S}.sqlite3").write_text("Bo")
    said = valley.ada.ask("post", path, MEANT).json()
    assert said["copies"] == 1
    assert "The copy of the database" in said["beyond"][0]
    assert "Back-ups" in said["beyond"][1]
