"""Oneself is erased by a program only where it also shows whose it is."""

import pytest
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import new_recovery_codes
from hedgerow.commons.membership.models import Passkey
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Account, Person

from .valley import Valley, program_of

MEANT = {"for_good": True}


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
