"""An app with codes and recovery codes: set up, used once each, limited, reset by another convener."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import (
    begin_app,
    check_code,
    confirm_app,
    make_sign_in_link,
    new_recovery_codes,
    remove_app,
    reset_second_factor,
)
from hedgerow.commons.membership.actions.second import has_factor
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.errors import (
    NoSecondFactor,
    TooManyAttempts,
    WrongCode,
    WrongFirstCode,
)
from hedgerow.commons.membership.models import CodeApp, RecoveryCode
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> None:
    settings.HEDGEROW_HOME = tmp_path


def code_of(secret: bytes, at: datetime) -> str:
    totp = TOTP(secret, 6, SHA1(), 30, enforce_key_length=False)
    return totp.generate(int(at.timestamp())).decode()


def cast() -> tuple[Ecosystem, Person, Actor]:
    aspen = factories.ecosystem()
    ada = factories.convener(aspen)
    Person.objects.filter(pk=ada.pk).update(email="ada@example.org")
    ada.refresh_from_db()
    return aspen, ada, factories.actor(ada)


def set_up() -> tuple[Ecosystem, Person, Actor, bytes, list[str]]:
    aspen, ada, by = cast()
    secret = begin_app(by=by, at=AT)
    return aspen, ada, by, secret, confirm_app(code_of(secret, AT), by=by, at=AT)


def test_an_app_counts_once_a_code_of_it_was_entered() -> None:
    _aspen, ada, by = cast()
    secret = begin_app(by=by, at=AT)
    assert begin_app(by=by, at=AT) == secret
    assert not has_factor(ada.pk)
    with pytest.raises(WrongFirstCode) as wrong:
        confirm_app("000000", by=by, at=AT)
    assert "recovery" not in str(wrong.value.next_step)
    assert not has_factor(ada.pk)
    assert len(confirm_app(code_of(secret, AT), by=by, at=AT)) == 10
    assert has_factor(ada.pk)


def test_the_secret_is_kept_sealed_and_codes_as_hashes() -> None:
    _aspen, ada, _by, secret, codes = set_up()
    assert secret not in bytes(CodeApp.objects.get(person=ada).secret)
    kept = set(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert not kept & {*codes, *(code.replace("-", "") for code in codes)}


def test_a_code_counts_once_and_a_half_minute_around_now() -> None:
    _aspen, ada, _by, secret, _codes = set_up()
    later = AT + timedelta(minutes=5)
    check_code(ada, code_of(secret, later), at=later)
    for wrong in (code_of(secret, later), code_of(secret, later - timedelta(minutes=2)), ""):
        with pytest.raises(WrongCode):
            check_code(ada, wrong, at=later)
    check_code(ada, code_of(secret, later + timedelta(seconds=30)), at=later)


def test_a_recovery_code_counts_once() -> None:
    _aspen, ada, _by, _secret, codes = set_up()
    check_code(ada, codes[0].lower(), at=AT)
    with pytest.raises(WrongCode):
        check_code(ada, codes[0], at=AT)
    check_code(ada, codes[1].replace("-", " "), at=AT)


def test_new_recovery_codes_end_the_old_ones() -> None:
    _aspen, ada, by, _secret, codes = set_up()
    fresh = new_recovery_codes(by=by, at=AT)
    with pytest.raises(WrongCode):
        check_code(ada, codes[0], at=AT)
    check_code(ada, fresh[0], at=AT)


def test_guessing_is_put_off_after_five_tries() -> None:
    _aspen, ada, _by, secret, _codes = set_up()
    later = AT + timedelta(hours=1)
    for _try in range(5):
        with pytest.raises(WrongCode):
            check_code(ada, "123", at=later)
    with pytest.raises(TooManyAttempts):
        check_code(ada, code_of(secret, later), at=later)


def test_learners_and_who_has_only_a_card_have_none() -> None:
    aspen, _ada, _by = cast()
    learner = factories.learner(factories.member_school(aspen), "Lu")
    Person.objects.filter(pk=learner.pk).update(email="lu@example.org")
    bare = factories.person(aspen, "Tam")
    factories.assigned(bare, "tutor", aspen)
    for somebody in (learner, bare):
        with pytest.raises(NoSecondFactor):
            begin_app(by=factories.actor(somebody), at=AT)
    assert not CodeApp.objects.exists()


def test_it_is_removed_with_its_recovery_codes() -> None:
    _aspen, ada, by, _secret, _codes = set_up()
    remove_app(by=by, at=AT)
    assert not has_factor(ada.pk)
    assert not RecoveryCode.objects.exists()


def test_a_second_convener_resets_it_and_the_person_is_told(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    aspen, ada, by, _secret, _codes = set_up()
    eve = factories.actor(factories.convener(aspen, "Eve"))
    bo = factories.person(aspen, "Bo")
    factories.assigned(bo, "member", aspen)
    for nobody in (by, factories.actor(bo)):
        with pytest.raises(NotPermitted):
            reset_second_factor(ada, by=nobody, at=AT)
    assert has_factor(ada.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert reset_second_factor(ada, by=eve, at=AT)
    assert not has_factor(ada.pk)
    assert [one.to for one in mail.outbox] == [["ada@example.org"]]
    assert Fact.objects.filter(kind="membership.second_factor_reset").count() == 1
    assert not reset_second_factor(ada, by=Actor.the_steward(), at=AT)


def test_a_role_that_takes_one_opens_nothing_without_it() -> None:
    aspen, ada, by = cast()
    edit_ecosystem(aspen, by=by, at=AT, second_factor_roles=["convener"])
    weak = actor_of(ada.pk, via="page", at=AT, strong=False)
    assert (weak.unproved, dict(weak.grants)) == (True, {})
    strong = actor_of(ada.pk, via="page", at=AT, strong=True)
    assert (strong.unproved, strong.grants) == (False, by.grants)


def entering(person: Person) -> tuple[Client, str]:
    """A browser in which that person has followed a link, and where that led."""
    browser = Client()
    link = reverse("sign-in-link", args=[make_sign_in_link(person, at=timezone.now())])
    return browser, browser.post(link, {"act_token": "a"})["Location"]


@pytest.mark.slow
def test_who_has_one_is_asked_for_it_before_anything_opens() -> None:
    _aspen, ada, _by, secret, _codes = set_up()
    browser, led = entering(ada)
    assert led == reverse("sign-in-second")
    assert browser.get("/home/")["Location"].startswith("/sign-in/")
    wrong = browser.post(led, {"code": "000000", "act_token": "b"})
    assert wrong.status_code == 409
    right = browser.post(led, {"code": code_of(secret, timezone.now()), "act_token": "c"})
    assert right["Location"] == "/home/"
    assert browser.get("/home/").status_code == 200


@pytest.mark.slow
def test_who_has_none_where_a_role_takes_it_is_led_to_set_one_up() -> None:
    aspen, ada, by = cast()
    edit_ecosystem(aspen, by=by, at=AT, second_factor_roles=["convener"])
    browser, _led = entering(ada)
    assert browser.get("/home/")["Location"] == reverse("second-factor")
    page = browser.get(reverse("second-factor"))
    assert "One of your roles takes a second factor" in page.content.decode()
    assert browser.post(f"/e/{aspen.slug}/settings/", {"act_token": "z"}).status_code in (403, 404)


def test_closing_asks_anew_who_one_is_once_signing_in_is_long_ago() -> None:
    aspen, ada, _by = cast()
    browser, _led = entering(ada)
    page = reverse("close", args=[aspen.slug])
    assert browser.get(page).status_code == 200
    session = browser.session
    session["since"] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()
    again = browser.get(page)["Location"]
    assert again.startswith(reverse("sign-in-again"))
    assert browser.get(again).status_code == 200
    aspen.refresh_from_db()
    browser.post(page, {"name": aspen.name, "act_token": "y"})
    aspen.refresh_from_db()
    assert aspen.closed_on is None


@pytest.mark.slow
def test_a_persons_page_leads_to_the_reset_for_who_may() -> None:
    aspen, ada, _by, _secret, _codes = set_up()
    eve = factories.convener(aspen, "Eve")
    browser, _led = entering(eve)
    page = browser.get(reverse("person", args=[aspen.slug, ada.uuid])).content.decode()
    there = reverse("reset-second-factor", args=[aspen.slug, ada.uuid])
    assert f'href="{there}"' in page
    assert browser.get(there).status_code == 200
    assert browser.post(there, {"act_token": "q"}).status_code == 302
    assert not has_factor(ada.pk)
