"""Recovery codes stand in for a lost passkey or app: made, printed, used once each, told by letter."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.membership.actions import (
    begin_app,
    check_code,
    confirm_app,
    new_recovery_codes,
    remove_app,
    remove_passkey,
)
from hedgerow.commons.membership.errors import NoFactorYet, TooManyAttempts, WrongCode
from hedgerow.commons.membership.models import CodeApp, Passkey, RecoveryCode
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


def test_they_stand_in_for_an_app_whose_secret_can_be_read_no_more() -> None:
    _aspen, ada, by = cast()
    secret = begin_app(by=by, at=AT)
    codes = confirm_app(code_of(secret, AT), by=by, at=AT)
    CodeApp.objects.update(secret=b"sealed with another key, as after a move")
    with pytest.raises(WrongCode):
        check_code(ada, code_of(secret, AT), at=AT)
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
