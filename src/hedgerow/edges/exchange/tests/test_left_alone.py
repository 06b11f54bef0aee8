"""An import whose job is gone is told as not finished, with what to do: nobody waits for nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.membership.tests.factories import browser
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.edges.exchange import checks, undoing
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job

from .sending import confirm, page, send

pytestmark = pytest.mark.django_db
GONE = "Nothing is at work on this file any more"


@pytest.fixture
def running(ada):
    send(ada)
    row = Import.objects.get()
    confirm(ada, row)
    return Import.objects.get()


def deleted(row):
    Job.objects.filter(uuid=row.job).delete()


def called_off(row):
    jobs.cancel(row.job)


def over_without_a_word(row):
    Job.objects.filter(uuid=row.job).update(state="done", finished_at=timezone.now())


def never_there(row):
    Import.objects.filter(pk=row.pk).update(job=None)


def killed_on_the_last_attempt(row):
    long_ago = timezone.now() - timedelta(hours=1)
    held = {"state": "running", "owner": "w:1", "attempts": 5, "max_attempts": 5}
    Job.objects.filter(uuid=row.job).update(**held, lease_until=long_ago)


WAYS = (deleted, called_off, over_without_a_word, never_there, killed_on_the_last_attempt)


@pytest.mark.parametrize("lose", WAYS)
def test_its_page_says_what_happened_and_asks_for_no_news_of_it(ada, running, lose):
    assert GONE not in page(ada, running)
    lose(running)
    said = page(ada, running)
    assert GONE in said
    assert "Put the file aside and send it in again" in said
    assert "could not be finished" in said
    assert "It is at work." not in said
    assert 'http-equiv="refresh"' not in said


@pytest.mark.parametrize("lose", WAYS)
def test_it_stands_among_what_is_not_finished_and_is_put_aside(ada, running, lose):
    lose(running)
    listed = ada.get(reverse("imports", args=["grove"])).content.decode()
    section = listed[listed.index('id="unfinished"') :]
    assert "could not be finished" in section
    assert ada.post(reverse("discard-import", args=["grove", running.uuid])).status_code == 302
    running.refresh_from_db()
    assert (running.state, Organisation.objects.count()) == ("discarded", 0)


def test_programs_are_told_it(ada, running):
    address = f"/api/ecosystems/grove/imports/{running.uuid}"
    by = browser(Person.objects.get(name="Ada"))
    assert by.get(address).json()["state"] == "running"
    deleted(running)
    told = by.get(address).json()
    assert (told["state"], told["job"]) == ("failed", None)
    assert told["refused"].startswith(GONE)


def test_doctor_tells_it_with_what_became_of_the_job(running):
    deleted(running)
    (told,) = checks.checks(timezone.now())
    assert told.found.startswith("1 not finished, the last 'schools.csv' in grove (running): ")
    assert "its job is gone" in told.found
    jobs_of = Job.objects.create(name="exchange.import", state="cancelled", run_at=timezone.now())
    Import.objects.update(job=jobs_of.uuid)
    (told,) = checks.checks(timezone.now())
    assert "its job is cancelled" in told.found


def test_one_whose_worker_was_killed_goes_on_while_another_may_take_it_over(ada, running):
    long_ago = timezone.now() - timedelta(hours=1)
    held = Job.objects.filter(uuid=running.job)
    held.update(state="running", owner="w:1", attempts=1, lease_until=long_ago)
    assert GONE not in page(ada, running)
    jobs.run_pending()
    running.refresh_from_db()
    assert running.state == "done"


@pytest.fixture
def half_undone(ada, running, monkeypatch):
    monkeypatch.setattr(undoing, "AT_ONCE", 1)
    jobs.run_pending()
    ada.post(reverse("undo-import", args=["grove", running.uuid]))
    running.refresh_from_db()
    deleted(running)
    return running


def test_an_undoing_whose_job_is_gone_says_so_and_is_begun_again(ada, half_undone):
    assert half_undone.state == "undoing"
    assert "The undoing stopped without a word" in page(ada, half_undone)
    assert ada.post(reverse("undo-import", args=["grove", half_undone.uuid])).status_code == 302
    jobs.run_pending()
    half_undone.refresh_from_db()
    assert (half_undone.state, Organisation.objects.count()) == ("undone", 0)


def test_an_undoing_that_can_be_begun_no_more_stands_as_imported(ada, half_undone):
    undoing.forget_traces(timezone.now() + timedelta(seconds=1))
    half_undone.refresh_from_db()
    assert (half_undone.state, Organisation.objects.count()) == ("done", 2)
    assert "The undoing stopped" not in page(ada, half_undone)
