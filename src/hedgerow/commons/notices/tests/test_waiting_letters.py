"""Letters that a mail server does not take wait, are tried again, and the operator is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from hedgerow.commons.membership.actions import address_letters, told_letters
from hedgerow.commons.membership.actions.own_address import ask_to_change_address
from hedgerow.commons.membership.actions.recovery import make_codes
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.checks import checks
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.jobs.rules import pause_after

pytestmark = pytest.mark.django_db
NOWHERE = "hedgerow.commons.notices.tests.test_waiting_letters.Nowhere"


class Nowhere(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, _messages: Any) -> int:
        raise ConnectionRefusedError


def lost(settings: Any, callbacks: Any) -> Person:
    """Ada, whose letter about new recovery codes found no mail server."""
    ada = factories.person(factories.ecosystem(), "Ada", email="ada@example.org", language="es")
    settings.EMAIL_BACKEND = NOWHERE
    with callbacks(execute=True):
        make_codes(ada, by=factories.actor(ada), at=timezone.now())
    return ada


def test_a_letter_that_did_not_leave_is_tried_again_in_its_language(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    lost(settings, django_capture_on_commit_callbacks)
    job = Job.objects.get(name=told_letters.LETTER)
    assert "Ada" not in str(job.args)
    assert "example.org" not in str(job.args)
    jobs.run_pending(surface=False)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.READY, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Job.objects.update(run_at=timezone.now())
    jobs.run_pending()
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert "Ada" in letter.body
    assert letter.subject == "Se crearon nuevos códigos de recuperación"


def test_nothing_is_sent_to_who_was_erased_meanwhile(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    ada = lost(settings, django_capture_on_commit_callbacks)
    Person.objects.filter(pk=ada.pk).update(erased_at=timezone.now())
    jobs.run_pending()
    assert Job.objects.get(name=told_letters.LETTER).state == Job.State.DONE


def test_the_tries_end_after_a_day() -> None:
    pauses = sum((pause_after(n) for n in range(1, told_letters.TRIES)), timedelta())
    assert timedelta(hours=22) < pauses <= timedelta(hours=24)


def test_the_doctor_says_how_many_letters_wait(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    (before,) = checks(timezone.now())
    assert before.well
    lost(settings, django_capture_on_commit_callbacks)
    jobs.run_pending(surface=False)
    (found,) = checks(timezone.now())
    assert not found.well
    assert found.found.startswith("1 did not leave so far")
    assert "tried up to 1 times" in found.found


def test_the_doctor_counts_letters_about_an_address_too(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    ada = factories.person(factories.ecosystem(), "Ada", email="ada@example.org")
    settings.EMAIL_BACKEND, now = NOWHERE, timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        ask_to_change_address(
            "new@example.org", by=factories.actor(ada), client="", at=now, link_to=str
        )
        address_letters.post_address_changed(ada, "old@example.org", at=now)
    jobs.run_pending(surface=False)
    (found,) = checks(timezone.now())
    assert found.found.startswith("2 did not leave so far")
