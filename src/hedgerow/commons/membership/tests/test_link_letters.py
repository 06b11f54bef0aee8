"""A link to sign in is sent again where the mail server fails, as long as it may be waited for."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.membership.actions import link_letters
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.tests.postbox import Postbox, listening, port

__all__ = ["port"]
pytestmark = pytest.mark.django_db
Ask = Callable[[], Person]
ADDRESS = "ada@example.org"


@pytest.fixture
def ask(client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Ask:
    person = factories.person(name="Ada Ash", email=ADDRESS)

    def asked() -> Person:
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/sign-in/", {"email": ADDRESS})
        return person

    return asked


def test_a_mail_server_that_says_later_is_asked_again_with_a_link_that_works(
    ask: Ask, port: int, client: Client
) -> None:
    postbox = Postbox()
    postbox.answer = "451 greylisted"
    with listening(port, postbox):
        ask()
        postbox.answer = ""
        jobs.run_pending(until=timezone.now() + timedelta(minutes=1))
    (letter,) = postbox.letters
    assert letter["To"] == ADDRESS
    link = re.search(r"http://testserver(/sign-in/\S+)", letter.get_content())
    assert link is not None
    assert client.post(link[1]).status_code == 302
    assert Job.objects.get().state == Job.State.DONE


def test_neither_a_link_nor_an_address_is_kept_with_what_is_tried_again(
    ask: Ask, port: int
) -> None:
    ask()
    args = Job.objects.get().args
    assert ADDRESS not in str(args)
    assert link_letters.PLACE in str(args["link"])


def test_an_address_that_is_refused_for_good_is_not_asked_again(ask: Ask, port: int) -> None:
    postbox = Postbox()
    postbox.answer = "550 no such user"
    with listening(port, postbox):
        ask()
    assert not Job.objects.exists()


def test_after_half_an_hour_nobody_waits_any_more(ask: Ask, port: int) -> None:
    ask()
    row = Job.objects.get()
    row.args["until"] = timezone.now().isoformat()
    row.save()
    jobs.run_pending(surface=False)
    row.refresh_from_db()
    assert row.state == Job.State.DONE


def test_no_link_goes_where_the_person_is_not_reached_any_more(ask: Ask, port: int) -> None:
    person = ask()
    Person.objects.filter(pk=person.pk).update(email="other@example.org")
    postbox = Postbox()
    with listening(port, postbox):
        jobs.run_pending(until=timezone.now() + timedelta(minutes=1))
    assert postbox.letters == []
