"""Recovery codes stand in for a lost passkey or app: made, printed, used once each, told by letter."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.membership.actions import (
    begin_app,
    check_code,
    confirm_app,
    make_sign_in_link,
    new_recovery_codes,
    remove_app,
    remove_passkey,
)
from hedgerow.commons.membership.errors import NoFactorYet, TooManyAttempts, WrongCode
from hedgerow.commons.membership.models import Passkey, RecoveryCode
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.test_second_factor import cast, code_of
from hedgerow.commons.people.models import Person
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
MADE, USED = "membership.recovery_codes_made", "membership.recovery_code_used"


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> None:
    settings.HEDGEROW_HOME = tmp_path


def passkey(who: Person) -> Passkey:
    return Passkey.objects.create(
        person=who, credential=f"key of {who.pk}".encode(), public_key=b"x", name="Phone",
        created_at=AT,
    )  # fmt: skip


def with_passkey() -> tuple[Person, Actor, Passkey]:
    _aspen, ada, by = cast()
    return ada, by, passkey(ada)


def entering(person: Person) -> Client:
    """A browser in which that person has followed a link, and is asked for the second step."""
    browser = Client()
    link = reverse("sign-in-link", args=[make_sign_in_link(person, at=timezone.now())])
    assert browser.post(link, {"act_token": "a"})["Location"] == reverse("sign-in-second")
    return browser


def test_who_has_a_passkey_alone_makes_ten_of_which_only_hashes_are_kept() -> None:
    ada, by, _key = with_passkey()
    codes = new_recovery_codes(by=by, at=AT)
    assert len({*codes}) == 10
    kept = set(RecoveryCode.objects.filter(person=ada).values_list("code_hash", flat=True))
    assert len(kept) == 10
    assert not kept & {*codes, *(code.replace("-", "") for code in codes)}


def test_who_has_neither_passkey_nor_app_makes_none() -> None:
    _aspen, _ada, by = cast()
    with pytest.raises(NoFactorYet):
        new_recovery_codes(by=by, at=AT)
    assert not RecoveryCode.objects.exists()


def test_each_counts_once_and_none_for_somebody_else() -> None:
    ada, by, _key = with_passkey()
    codes = new_recovery_codes(by=by, at=AT)
    assert ada.kept_by
    eve = factories.convener(ada.kept_by, "Eve")
    with pytest.raises(WrongCode):
        check_code(eve, codes[0], at=AT)
    check_code(ada, codes[0].lower(), at=AT)
    with pytest.raises(WrongCode):
        check_code(ada, codes[0], at=AT)
    assert RecoveryCode.objects.filter(used_at=None).count() == 9


def test_new_ones_end_those_before() -> None:
    ada, by, _key = with_passkey()
    before, after = (new_recovery_codes(by=by, at=AT) for _time in range(2))
    with pytest.raises(WrongCode):
        check_code(ada, before[0], at=AT)
    check_code(ada, after[0], at=AT)
    assert RecoveryCode.objects.count() == 10


def test_guessing_is_put_off_after_five_tries() -> None:
    ada, by, _key = with_passkey()
    codes = new_recovery_codes(by=by, at=AT)
    for _try in range(5):
        with pytest.raises(WrongCode):
            check_code(ada, "AAAAA-AAAAA", at=AT)
    with pytest.raises(TooManyAttempts):
        check_code(ada, codes[0], at=AT)
    assert not RecoveryCode.objects.exclude(used_at=None).exists()


def test_making_and_using_them_is_journaled_and_told_by_letter(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ada, by, _key = with_passkey()
    with django_capture_on_commit_callbacks(execute=True):
        codes = new_recovery_codes(by=by, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        check_code(ada, codes[0], at=AT)
    assert [(one.subject, one.to) for one in mail.outbox] == [
        ("New recovery codes were made", ["ada@example.org"]),
        ("A recovery code was used", ["ada@example.org"]),
    ]
    assert "9 codes are left." in mail.outbox[1].body
    letters = "".join(one.body for one in mail.outbox)
    assert not any(code in letters for code in codes)
    facts = Fact.objects.filter(kind__in=(MADE, USED)).order_by("pk")
    assert [(one.kind, one.by_person) for one in facts] == [(MADE, ada.pk), (USED, ada.pk)]


def test_they_go_with_the_last_factor_and_not_before() -> None:
    ada, by, key = with_passkey()
    secret = begin_app(by=by, at=AT)
    confirm_app(code_of(secret, AT), by=by, at=AT)
    remove_app(by=by, at=AT)
    assert RecoveryCode.objects.filter(person=ada).count() == 10
    remove_passkey(key.uuid, by=by, at=AT)
    assert not RecoveryCode.objects.exists()


@pytest.mark.slow
def test_who_lost_the_passkey_signs_in_by_a_link_and_a_code() -> None:
    ada, by, _key = with_passkey()
    codes = new_recovery_codes(by=by, at=timezone.now())
    browser = entering(ada)
    step = reverse("sign-in-second")
    page = browser.get(step).content.decode()
    assert "If your passkey is lost" in page
    assert "six digits" not in page
    assert browser.post(step, {"code": "WRONG-WRONG", "act_token": "b"}).status_code == 409
    assert browser.get("/home/").status_code == 302
    assert browser.post(step, {"code": codes[3], "act_token": "c"})["Location"] == "/home/"
    assert browser.get("/home/").status_code == 200
    again = entering(ada)
    assert again.post(step, {"code": codes[3], "act_token": "d"}).status_code == 409


def test_who_made_none_is_asked_for_the_passkey_alone() -> None:
    ada, _by, _key = with_passkey()
    page = entering(ada).get(reverse("sign-in-second")).content.decode()
    assert 'name="code"' not in page


@pytest.mark.slow
def test_making_them_asks_anew_who_one_is_and_leads_back_to_the_page_that_offers_it() -> None:
    ada, by, _key = with_passkey()
    codes = new_recovery_codes(by=by, at=timezone.now())
    browser = factories.browser(ada)
    offered = browser.get(reverse("second-factor")).content.decode()
    assert "10 recovery codes are left" in offered
    session = browser.session
    session["since"] = (timezone.now() - timedelta(minutes=31)).isoformat()
    session.save()
    asked = browser.post(reverse("recovery-codes"), {"act_token": "a"})
    assert asked["Location"] == "/sign-in/again/?next=%2Fme%2Fsecond-factor%2F"
    assert RecoveryCode.objects.filter(used_at=None).count() == 10
    said = {"code": codes[0], "next": reverse("second-factor"), "act_token": "b"}
    assert browser.post("/sign-in/again/", said)["Location"] == reverse("second-factor")
    text = browser.post(reverse("recovery-codes"), {"act_token": "c"}).getvalue().decode()
    assert text.count("<code>") == 10
    assert codes[1] not in text


def test_the_page_urges_who_has_a_passkey_and_no_codes() -> None:
    ada, _by, _key = with_passkey()
    page = factories.browser(ada).get(reverse("second-factor")).content.decode()
    assert "There is none. Make some now" in page
