"""Tokens: told once, narrowed by scope, worthless once revoked or past."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.membership.actions import make_token, revoke_token, token_actor
from hedgerow.commons.membership.actors import actor_by_token
from hedgerow.commons.membership.errors import TooManyTokens
from hedgerow.commons.membership.models import ApiToken
from hedgerow.commons.membership.permissions import EDIT_GROUPS
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_secret_makes_its_persons_actor_and_is_not_kept() -> None:
    aspen = factories.ecosystem()
    ada = factories.convener(aspen)
    token, secret = make_token("R", write=True, expires_at=None, by=factories.actor(ada), at=AT)
    found = actor_by_token(secret, at=AT)
    assert found is not None
    actor, scopes = found
    assert (actor.person_id, actor.via, scopes) == (ada.pk, "api", {"read", "write"})
    assert actor.may(EDIT_GROUPS, aspen.pk)
    token.refresh_from_db()
    assert secret not in str(ApiToken.objects.values_list())
    assert token.last_used_at == AT


def test_a_token_that_reads_may_not_write() -> None:
    aspen = factories.ecosystem()
    by = factories.actor(factories.convener(aspen))
    _, secret = make_token("R", write=False, expires_at=None, by=by, at=AT)
    actor = token_actor(secret, AT)
    assert actor is not None
    assert actor.may(VIEW_ECOSYSTEM, aspen.pk)
    held = set().union(*actor.grants.values(), *actor.site_grants.values())
    assert all(name.endswith(":view") for name in held)


def test_a_token_is_worthless_once_past_revoked_or_its_person_erased() -> None:
    ada = factories.convener(factories.ecosystem())
    by = factories.actor(ada)
    _, past = make_token("a", write=False, expires_at=AT + DAY, by=by, at=AT)
    assert token_actor(past, AT + DAY - timedelta(seconds=1)) is not None
    assert token_actor(past, AT + DAY) is None
    token, secret = make_token("b", write=False, expires_at=None, by=by, at=AT)
    assert token_actor(secret, AT) is not None
    revoke_token(token.uuid, by=by, at=AT)
    assert token_actor(secret, AT) is None
    _, other = make_token("c", write=False, expires_at=None, by=by, at=AT)
    ada.erased_at = AT
    ada.save()
    assert token_actor(other, AT) is None
    assert token_actor("", AT) is None


def test_anothers_token_is_not_there() -> None:
    aspen = factories.ecosystem()
    token, secret = make_token(
        "a", write=False, expires_at=None, by=factories.actor(factories.convener(aspen)), at=AT
    )
    with pytest.raises(NotFound):
        revoke_token(token.uuid, by=factories.actor(factories.person(aspen, "Bo")), at=AT)
    with pytest.raises(NotFound):
        make_token("x", write=False, expires_at=None, by=Actor.public(), at=AT)
    assert token_actor(secret, AT) is not None
    assert ApiToken.objects.count() == 1


def test_nobody_keeps_more_tokens_than_the_most() -> None:
    by = factories.actor(factories.convener(factories.ecosystem()))
    for number in range(20):
        make_token(str(number), write=False, expires_at=None, by=by, at=AT)
    with pytest.raises(TooManyTokens):
        make_token("more", write=False, expires_at=None, by=by, at=AT)
    assert ApiToken.objects.count() == 20


def test_a_new_token_is_shown_on_one_page_alone_and_revoked(client: Client) -> None:
    ada = factories.convener(factories.ecosystem())
    session = client.session
    session["person_id"] = ada.pk
    session.save()
    sent = {"name": "Sheets", "scope": "read", "days": "90", "act_token": "once"}
    assert [client.post("/me/tokens/", sent).status_code for _ in range(2)] == [302, 302]
    token = ApiToken.objects.get()
    shown = [client.get("/me/tokens/").content.decode() for _ in range(2)]
    assert ["hg_" in page for page in shown] == [True, False]
    assert token.scopes == ["read"]
    assert client.post(f"/me/tokens/{token.uuid}/revoke/").status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
