"""When a person signed in last is noted with the person, by whatever way."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from hedgerow.commons.membership import actions
from hedgerow.commons.membership.actions.sessions import end_sessions, note_session
from hedgerow.commons.membership.newcomers import never_signed_in
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Account, Person

pytestmark = pytest.mark.django_db
Way = Callable[[Person, pytest.MonkeyPatch], tuple[str, dict[str, str]]]


def a_link(ada: Person, patch: pytest.MonkeyPatch) -> tuple[str, dict[str, str]]:
    return f"/sign-in/{actions.make_sign_in_link(ada, at=timezone.now())}/", {}


def a_password(ada: Person, patch: pytest.MonkeyPatch) -> tuple[str, dict[str, str]]:
    ada.account = Account(email="ada@example.org")
    ada.account.set_password("a long hedge of hazel")
    ada.account.save()
    ada.save()
    said = {"own-email": "ada@example.org", "own-password": "a long hedge of hazel"}
    return "/sign-in/password/", said


def a_card(ada: Person, patch: pytest.MonkeyPatch) -> tuple[str, dict[str, str]]:
    return f"/card/{_issued(ada).secret}/", {}


def a_code(ada: Person, patch: pytest.MonkeyPatch) -> tuple[str, dict[str, str]]:
    return "/card/", {"code": _issued(ada).code}


def a_passkey(ada: Person, patch: pytest.MonkeyPatch) -> tuple[str, dict[str, str]]:
    patch.setattr(actions, "use_passkey", lambda *_said, **_more: ada)
    return "/sign-in/passkey/", {"credential": "{}"}


def _issued(ada: Person) -> actions.IssuedCard:
    assert ada.kept_by
    by = factories.actor(factories.convener(ada.kept_by, "Kim"))
    return actions.issue_cards(ada.kept_by, [ada], by=by, at=timezone.now())[0]


@pytest.mark.parametrize("way", [a_link, a_password, a_card, a_code, a_passkey])
def test_each_way_notes_when(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = factories.learner(factories.member_school(factories.ecosystem()), "Ada")
    address, said = way(ada, monkeypatch)
    before, browser = timezone.now(), Client()
    assert Person.objects.get(pk=ada.pk).signed_in_at is None
    assert browser.post(address, said).status_code == 302
    assert browser.session["person_id"] == ada.pk
    noted = Person.objects.get(pk=ada.pk)
    assert noted.signed_in_at is not None
    assert before <= noted.signed_in_at <= timezone.now()
    assert noted.revision == ada.revision


def test_it_takes_one_statement_more_and_none_on_other_pages() -> None:
    ada = factories.person()
    with assertNumQueries(2):
        note_session(ada.pk, "x", at=timezone.now())


def test_whoever_signed_in_once_is_no_newcomer_when_the_session_is_forgotten() -> None:
    ada, bo = factories.person(), factories.person(name="Bo")
    Client().post(f"/sign-in/{actions.make_sign_in_link(ada, at=timezone.now())}/")
    end_sessions([ada.pk])
    assert set(never_signed_in(Person.objects.all())) == {bo}
