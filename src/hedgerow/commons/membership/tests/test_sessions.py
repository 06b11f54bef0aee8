"""A new password, or a card that is reset or revoked, ends the person's other sessions."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from hedgerow.commons.membership.actions import (
    issue_cards,
    make_sign_in_link,
    make_token,
    revoke_card,
    token_actor,
)
from hedgerow.commons.membership.actions.sessions import forget_sessions
from hedgerow.commons.membership.models import OpenSession
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db
NEW = "a long hedge of hazel"


def entered(person: Person) -> Client:
    browser = Client()
    secret = make_sign_in_link(person, at=timezone.now(), address=person.email)
    browser.post(f"/sign-in/{secret}/")
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/me/tokens/").status_code == 200


@pytest.mark.slow
def test_a_new_password_signs_other_devices_out_and_keeps_this_one() -> None:
    aspen = factories.ecosystem()
    ada = factories.person(aspen, "Ada", email="ada@example.org")
    here, there, other = entered(ada), entered(ada), entered(factories.person(aspen, "Bo"))
    assert here.post("/me/password/", {"new": NEW, "again": NEW}).status_code == 302
    assert [is_in(one) for one in (here, there, other)] == [True, False, True]
    sent = {"old": NEW, "new": f"{NEW}s", "again": f"{NEW}s"}
    assert here.post("/me/password/", sent).status_code == 302
    assert is_in(here)


@pytest.mark.slow
@pytest.mark.parametrize("kept", [True, False])
def test_a_new_password_ends_tokens_for_programs_unless_they_are_kept(kept: bool) -> None:
    aspen = factories.ecosystem()
    ada, bo = (factories.person(aspen, name, email=f"{name}@example.org") for name in ("a", "b"))
    now = timezone.now()
    secrets = [
        make_token("Sums", write=True, expires_at=None, by=factories.actor(one), at=now)[1]
        for one in (ada, bo)
    ]
    browser = entered(ada)
    assert "Keep my tokens" in browser.get("/me/password/").content.decode()
    sent = {"new": NEW, "again": NEW, **({"keep_tokens": "on"} if kept else {})}
    assert browser.post("/me/password/", sent).status_code == 302
    works = [token_actor(secret, timezone.now()) is not None for secret in secrets]
    assert works == [kept, True]
    told = Fact.objects.filter(kind="membership.token_revoked").count()
    assert told == (0 if kept else 1)
    if not kept:
        assert "Keep my tokens" not in browser.get("/me/password/").content.decode()


def test_a_wrong_password_signs_nobody_out() -> None:
    ada = factories.person(factories.ecosystem(), "Ada", email="ada@example.org")
    here, there = entered(ada), entered(ada)
    assert here.post("/me/password/", {"new": "short", "again": "short"}).status_code == 422
    assert [is_in(here), is_in(there)] == [True, True]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["reset", "revoked"])
def test_a_card_that_is_worthless_ends_what_it_signed_in(how: str) -> None:
    aspen = factories.ecosystem()
    oak, by = factories.member_school(aspen), factories.actor(factories.convener(aspen))
    bo, eve = factories.learner(oak, "Bo"), factories.learner(oak, "Eve")
    now = timezone.now()
    (card, _other) = issue_cards(aspen, [bo, eve], by=by, at=now)
    browser, others = Client(), entered(eve)
    browser.post(f"/card/{card.secret}/")
    assert is_in(browser)
    if how == "reset":
        issue_cards(aspen, [bo], by=by, at=now)
    else:
        revoke_card(aspen, bo, by=by, at=now)
    assert [is_in(browser), is_in(others)] == [False, True]
    assert not OpenSession.objects.filter(person=bo).exists()


def test_who_lost_a_phone_signs_it_out_from_another_device() -> None:
    aspen = factories.ecosystem()
    ada = factories.person(aspen, "Ada", email="ada@example.org")
    here, lost, left, other = entered(ada), entered(ada), entered(ada), entered(factories.person())
    left.post("/sign-out/")
    assert "This one, and 1 other." in here.get("/me/").content.decode()
    assert "This one, and 1 other." in here.get("/me/second-factor/").content.decode()
    said = here.post("/sign-out/elsewhere/", follow=True).content.decode()
    assert "other device" in said
    assert "This one alone." in said
    assert [is_in(one) for one in (here, lost, other)] == [True, False, True]
    assert Fact.objects.filter(kind="membership.signed_out_elsewhere").count() == 1
    assert "No other device" in here.post("/sign-out/elsewhere/", follow=True).content.decode()
    assert Fact.objects.filter(kind="membership.signed_out_elsewhere").count() == 1


def test_devices_whose_session_is_over_are_not_counted_as_signed_out() -> None:
    ada = factories.person(factories.ecosystem(), "Ada", email="ada@example.org")
    here, left, over = entered(ada), entered(ada), entered(ada)
    left.post("/sign-out/")
    assert OpenSession.objects.count() == 2
    Session.objects.filter(pk=over.session.session_key).update(
        expire_date=timezone.now() - timedelta(hours=1)
    )
    said = here.post("/sign-out/elsewhere/", follow=True).content.decode()
    assert "No other device" in said
    assert not Fact.objects.filter(kind="membership.signed_out_elsewhere").exists()
    assert is_in(here)


def test_sessions_that_are_over_are_forgotten() -> None:
    ada = factories.person(factories.ecosystem(), "Ada")
    entered(ada)
    entered(ada)
    now = timezone.now()
    Session.objects.filter(pk=Session.objects.first().pk).update(
        expire_date=now - timedelta(hours=1)
    )
    OpenSession.objects.update(since=now - timedelta(days=2))
    assert forget_sessions(now) == 1
    assert OpenSession.objects.count() == Session.objects.count() == 1
