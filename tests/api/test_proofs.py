"""What a page asks anew for, a token does not do alone: each such operation wants a proof."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import close_ecosystem, new_recovery_codes
from hedgerow.commons.membership.models import Invitation, Passkey, RecoveryCode
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person

from .test_personal import PROOF, with_password
from .valley import Valley, program_of

pytestmark = pytest.mark.django_db
Given = tuple[str, dict[str, Any], Callable[[], object], str]


def erasing(valley: Valley) -> Given:
    bo = factories.learner(valley.school, "Bo")
    path, where = f"{valley.path}/people/{bo.uuid}/erasure", f"/people/{bo.uuid}/erase/"
    return path, {"for_good": True}, lambda: Person.objects.get(pk=bo.pk).name, where


def closing(valley: Valley) -> Given:
    path, where = f"{valley.path}/close", "/settings/close/"
    return path, {"name": "Valley"}, lambda: state(valley), where


def reopening(valley: Valley) -> Given:
    close_ecosystem(valley.place, "Valley", by=factories.actor(valley.person), at=timezone.now())
    return f"{valley.path}/reopen", {}, lambda: state(valley), "/settings/close/"


def handing_over(valley: Valley) -> Given:
    path, body = f"{valley.path}/handover", {"email": "bo@example.org"}
    return path, body, Invitation.objects.count, "/settings/handover/"


def state(valley: Valley) -> str:
    return str(Ecosystem.objects.get(pk=valley.place.pk).state)


ACTS = [erasing, closing, reopening, handing_over]


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_a_token_alone_does_nothing_and_is_told_where_it_is_done(
    valley: Valley, act: Callable[[Valley], Given]
) -> None:
    path, body, kept, where = act(valley)
    before = kept()
    for proof in ({}, {"proof": ""}, {"proof": "anything"}):
        refused = valley.ada.ask("post", path, {**body, **proof})
        assert (refused.status_code, refused.json()["code"]) == (403, "membership.proof_needed")
        assert f"/e/valley{where}" in str(refused.json())
    assert kept() == before


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_the_password_proves_it_where_there_is_no_second_factor(
    valley: Valley, act: Callable[[Valley], Given]
) -> None:
    path, body, kept, _where = act(valley)
    before = kept()
    with_password(valley.person)
    wrong = valley.ada.ask("post", path, {**body, "proof": "heron lake 43"})
    assert wrong.json()["code"] == "membership.wrong_password"
    assert kept() == before
    assert valley.ada.ask("post", path, {**body, **PROOF}).status_code in (200, 201)
    assert kept() != before


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_a_code_proves_it_where_there_is_one_and_is_used_up_by_what_succeeds_alone(
    valley: Valley, act: Callable[[Valley], Given]
) -> None:
    with_password(valley.person)
    Passkey.objects.create(
        person=valley.person, credential=b"1", public_key=b"x", name="Phone",
        created_at=timezone.now(),
    )  # fmt: skip
    path, body, kept, _where = act(valley)
    before = kept()
    code = new_recovery_codes(by=factories.actor(valley.person), at=timezone.now())[0]
    left = RecoveryCode.objects.filter(used_at=None)
    assert valley.ada.ask("post", path, {**body, **PROOF}).status_code == 409
    assert valley.cy.ask("post", path, {**body, "proof": code}).status_code == 404
    assert (kept(), left.count()) == (before, 10)
    assert valley.ada.ask("post", path, {**body, "proof": code}).status_code in (200, 201)
    assert left.count() == 9
    assert kept() != before
    assert valley.ada.ask("post", path, {**body, "proof": code}).status_code in (404, 409)


@pytest.mark.slow
def test_no_code_is_used_up_by_what_is_refused_for_another_reason(valley: Valley) -> None:
    with_password(valley.person)
    Passkey.objects.create(
        person=valley.person, credential=b"1", public_key=b"x", name="Phone",
        created_at=timezone.now(),
    )  # fmt: skip
    code = new_recovery_codes(by=factories.actor(valley.person), at=timezone.now())[0]
    for path, body, status in (
        ("/close", {"name": "Hills"}, 409),
        ("/reopen", {}, 409),
        ("/handover", {"email": "nobody"}, 422),
        (f"/people/{valley.school.uuid}/erasure", {"for_good": True}, 404),
    ):
        said = valley.ada.ask("post", f"{valley.path}{path}", {**body, "proof": code})
        assert said.status_code == status, path
    assert RecoveryCode.objects.filter(used_at=None).count() == 10


@pytest.mark.slow
def test_opening_again_without_anything_sent_asks_for_the_proof(valley: Valley) -> None:
    reopening(valley)
    token = {"Authorization": f"Bearer {valley.ada.secret}"}
    refused = valley.ada.client.generic("POST", f"/api{valley.path}/reopen", headers=token)
    assert refused.json()["code"] == "membership.proof_needed"
    assert state(valley) == "closed"


def test_whoever_may_not_do_it_is_asked_for_no_proof(valley: Valley) -> None:
    bo = factories.person(valley.place, "Bo")
    factories.assigned(bo, "member", valley.place)
    refused = program_of(bo).ask("post", f"{valley.path}/close", {"name": "Valley"})
    assert (refused.status_code, refused.json()["code"]) == (403, "foundation.not_permitted")


@pytest.mark.parametrize("keyed", [False, True])
def test_guessing_a_proof_is_put_off_with_a_key_as_without(valley: Valley, keyed: bool) -> None:
    with_password(valley.person)
    found = []
    for turn in range(7):
        headers = {"Idempotency-Key": f"turn {turn}"} if keyed else {}
        body = {"name": "Valley", "proof": "wrong"}
        found.append(valley.ada.ask("post", f"{valley.path}/close", body, **headers).status_code)
    assert found == [409] * 5 + [429] * 2
