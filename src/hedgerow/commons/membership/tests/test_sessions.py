"""A new password, or a card that is reset or revoked, ends the person's other sessions."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from hedgerow.commons.membership.actions import (
    issue_cards,
    make_sign_in_link,
    revoke_card,
)
from hedgerow.commons.membership.actions.sessions import forget_sessions
from hedgerow.commons.membership.models import OpenSession
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person

pytestmark = pytest.mark.django_db
NEW = "a long hedge of hazel"


def entered(person: Person) -> Client:
    browser = Client()
    browser.post(f"/sign-in/{make_sign_in_link(person, at=timezone.now())}/")
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/me/tokens/").status_code == 200


def test_a_new_password_signs_other_devices_out_and_keeps_this_one() -> None:
    aspen = factories.ecosystem()
    ada = factories.person(aspen, "Ada", email="ada@example.org")
    here, there, other = entered(ada), entered(ada), entered(factories.person(aspen, "Bo"))
    assert here.post("/me/password/", {"new": NEW, "again": NEW}).status_code == 302
    assert [is_in(one) for one in (here, there, other)] == [True, False, True]
    sent = {"old": NEW, "new": f"{NEW}s", "again": f"{NEW}s"}
    assert here.post("/me/password/", sent).status_code == 302
    assert is_in(here)


def test_a_wrong_password_signs_nobody_out() -> None:
    ada = factories.person(factories.ecosystem(), "Ada", email="ada@example.org")
    here, there = entered(ada), entered(ada)
    assert here.post("/me/password/", {"new": "short", "again": "short"}).status_code == 422
    assert [is_in(here), is_in(there)] == [True, True]


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
