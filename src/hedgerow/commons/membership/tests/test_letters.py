"""Letters of invitations leave by real SMTP, and a mail server that fails loses none."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.membership.actions import Offer, invite_people, withdraw_invitation
from hedgerow.commons.membership.models import Invitation, SignInAttempt
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.tests.postbox import Postbox, listening, port

__all__ = ["port"]
pytestmark = pytest.mark.django_db
ROOT = "https://hedgerow.example/"


def invited(offer: Offer | None = None) -> tuple[Invitation, Actor]:
    aspen = factories.ecosystem("Aspen Valley")
    by = factories.actor(factories.convener(aspen, "Ada Ash"))
    offer = offer or Offer("member", language="en", message="We need you.")
    now = timezone.now()
    invite_people(aspen, ["bo@example.org"], offer, by=by, at=now, root=ROOT)
    return Invitation.objects.get(), by


def test_a_letter_says_who_invites_to_what_and_holds_the_link(port: int) -> None:
    postbox = Postbox()
    row, _by = invited()
    with listening(port, postbox):
        jobs.run_pending()
    (letter,) = postbox.letters
    text = letter.get_content()
    assert letter["To"] == "bo@example.org"
    assert letter["Subject"] == "Invitation to Aspen Valley"
    for words in ("Ada Ash invites you to Aspen Valley", "Your role: member", "We need you."):
        assert words in text
    assert re.search(r"https://hedgerow\.example/invitation/[0-9a-f]{64}/", text)
    row.refresh_from_db()
    assert row.sent_at is not None


def test_a_link_to_sign_in_speaks_the_persons_language_else_the_pages(
    port: int, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """Whoever's language has no words here is told in the page's, too."""
    postbox = Postbox()
    for name, language in (("ada", "es"), ("bo", ""), ("cy", "ko")):
        somebody = factories.person(name=name, email=f"{name}@example.org")
        Person.objects.filter(pk=somebody.pk).update(language=language)
    client.cookies["django_language"] = "ar"
    with listening(port, postbox), django_capture_on_commit_callbacks(execute=True):
        for name in ("ada", "bo", "cy"):
            client.post("/sign-in/", {"email": f"{name}@example.org"})
    spanish, *arabic = postbox.letters
    assert spanish["Subject"] == "Su enlace para entrar"
    for letter in arabic:
        assert re.search(r"[\u0600-\u06ff]", letter["Subject"])
        assert re.search(r"[\u0600-\u06ff]{3,}[^\n]*\n", letter.get_content())


@pytest.mark.slow
def test_a_mail_server_that_fails_is_asked_again_and_nothing_is_lost(port: int) -> None:
    postbox = Postbox()
    row, _by = invited()
    jobs.run_pending(surface=False)
    row.refresh_from_db()
    assert (row.sent_at, row.trouble) == (None, "")
    assert Job.objects.get().state == Job.State.READY
    with listening(port, postbox):
        for answer in ("451 come back later", ""):
            postbox.answer = answer
            Job.objects.update(run_at=timezone.now())
            assert Job.objects.get().state == Job.State.READY
            jobs.run_pending(surface=False)
    row.refresh_from_db()
    assert len(postbox.letters) == 1
    assert row.sent_at is not None


def test_an_address_that_does_not_exist_is_told_and_not_asked_again(port: int) -> None:
    postbox = Postbox()
    postbox.answer = "550 no such user"
    row, _by = invited()
    with listening(port, postbox):
        jobs.run_pending(surface=False)
    row.refresh_from_db()
    assert (row.sent_at, row.trouble) == (None, "refused")
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert "example.org" not in job.error


def test_when_nobody_takes_the_letter_for_long_it_is_given_up(port: int) -> None:
    row, _by = invited()
    Job.objects.update(attempts=109)
    jobs.run_pending(surface=False)
    row.refresh_from_db()
    assert (row.sent_at, row.trouble) == (None, "given_up")
    assert Job.objects.get().state == Job.State.FAILED


def test_what_is_taken_back_does_not_leave(port: int) -> None:
    postbox = Postbox()
    row, by = invited()
    withdraw_invitation(row, by=by, at=timezone.now())
    with listening(port, postbox):
        jobs.run_pending()
    assert postbox.letters == []
    assert Job.objects.get().state == Job.State.DONE


def test_a_job_done_twice_sends_one_letter(port: int) -> None:
    postbox = Postbox()
    invited()
    with listening(port, postbox):
        jobs.run_pending()
        Job.objects.update(state=Job.State.READY)
        jobs.run_pending()
    assert len(postbox.letters) == 1


def test_old_counts_of_signing_in_are_swept() -> None:
    now = timezone.now()
    for key, age in (("old", 25), ("new", 1)):
        SignInAttempt.objects.create(key_hash=key, since=now - timedelta(hours=age), count=3)
    jobs.enqueue("membership.forget_attempts")
    jobs.run_pending()
    assert [row.key_hash for row in SignInAttempt.objects.all()] == ["new"]
