"""The letters of a new address are tried again where the mail server fails, and name nobody meanwhile."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.membership.actions import address_letters
from hedgerow.commons.membership.actions.own_address import LASTS, forget_addresses
from hedgerow.commons.membership.models import AddressChange, FormerAddress
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.tests.postbox import Postbox, listening, port

__all__ = ["port"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ada")]
OLD, NEW = "ada@example.org", "ada.ash@example.org"
NOWHERE = "hedgerow.commons.notices.tests.test_waiting_letters.Nowhere"
HERE = "django.core.mail.backends.locmem.EmailBackend"
LINK = re.compile(r"/address/[\w-]{40,}/")
Post = Callable[[str, dict[str, str]], int]


@pytest.fixture
def ada(client: Client) -> Person:
    person = factories.person(factories.ecosystem(), "Ada", email=OLD, language="es")
    session = client.session
    session["person_id"] = person.pk
    session.save()
    return person


@pytest.fixture
def post(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Post:
    def posted(path: str, data: dict[str, str]) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, data).status_code

    return posted


def ask(post: Post, address: str = NEW) -> None:
    assert post("/me/address/", {"email": address}) == 302


def opened() -> str:
    found = LINK.search(str(mail.outbox[-1].body))
    assert found
    return found[0]


def now_try() -> None:
    Job.objects.filter(state=Job.State.READY).update(run_at=timezone.now())
    jobs.run_pending()


def lost(post: Post, settings: Any) -> Job:
    """The letter to the old address found no mail server."""
    ask(post)
    settings.EMAIL_BACKEND = NOWHERE
    assert post(opened(), {}) == 302
    mail.outbox.clear()
    return Job.objects.get(name=address_letters.CHANGED)


def test_the_link_is_sent_again_and_works(post: Post, settings: Any) -> None:
    settings.EMAIL_BACKEND = NOWHERE
    ask(post)
    job = Job.objects.get(name=address_letters.LINK)
    assert NEW not in str(job.args)
    assert not LINK.search(str(job.args["link"]))
    jobs.run_pending(surface=False)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.READY, 1)
    settings.EMAIL_BACKEND = HERE
    now_try()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([NEW], "¿Es esta su nueva dirección?")
    assert post(opened(), {}) == 302
    assert Person.objects.get().email == NEW


def test_a_link_that_a_newer_one_ended_is_not_sent_again(post: Post, settings: Any) -> None:
    settings.EMAIL_BACKEND = NOWHERE
    ask(post, "typo@example.org")
    ask(post)
    settings.EMAIL_BACKEND = HERE
    now_try()
    assert [letter.to for letter in mail.outbox] == [[NEW]]


def test_after_a_day_nobody_is_sent_the_link(post: Post, settings: Any) -> None:
    settings.EMAIL_BACKEND = NOWHERE
    ask(post)
    AddressChange.objects.update(expires_at=timezone.now())
    settings.EMAIL_BACKEND = HERE
    now_try()
    assert mail.outbox == []


def test_the_old_address_is_told_later_and_then_forgotten(post: Post, settings: Any) -> None:
    job = lost(post, settings)
    assert OLD not in str(job.args)
    assert FormerAddress.objects.get().address == OLD
    settings.EMAIL_BACKEND = HERE
    now_try()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([OLD], "Se cambió su dirección")
    assert NEW in letter.body
    assert not FormerAddress.objects.exists()


def test_an_old_address_is_not_told_to_which_another_change_led(post: Post, settings: Any) -> None:
    lost(post, settings)
    Person.objects.update(email="third@example.org")
    settings.EMAIL_BACKEND = HERE
    now_try()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([OLD], "Se cambió su dirección")
    assert "@" not in letter.body
    assert not FormerAddress.objects.exists()


def test_an_address_that_is_one_s_own_again_is_told_nothing(post: Post, settings: Any) -> None:
    lost(post, settings)
    Person.objects.update(email=OLD)
    settings.EMAIL_BACKEND = HERE
    now_try()
    assert mail.outbox == []
    assert not FormerAddress.objects.exists()


def test_an_old_address_that_is_told_at_once_is_put_down_nowhere(post: Post) -> None:
    ask(post)
    post(opened(), {})
    assert mail.outbox[-1].to == [OLD]
    assert not FormerAddress.objects.exists()


def test_nobody_is_told_who_was_erased_meanwhile(post: Post, settings: Any) -> None:
    lost(post, settings)
    Person.objects.update(erased_at=timezone.now())
    settings.EMAIL_BACKEND = HERE
    now_try()
    assert mail.outbox == []


def test_an_old_address_is_kept_for_a_day_at_most(post: Post, settings: Any) -> None:
    lost(post, settings)
    forget_addresses(timezone.now() + LASTS - timedelta(minutes=1))
    assert FormerAddress.objects.exists()
    forget_addresses(timezone.now() + LASTS)
    assert not FormerAddress.objects.exists()


def test_an_address_that_is_refused_for_good_is_not_asked_again(post: Post, port: int) -> None:
    postbox = Postbox()
    postbox.answer = "550 no such user"
    with listening(port, postbox):
        ask(post)
    assert not Job.objects.exists()
