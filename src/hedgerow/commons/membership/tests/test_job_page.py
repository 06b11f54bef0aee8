"""A job's page is its asker's; a failed one is tried again once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.membership.tests.factories import ecosystem, person
from hedgerow.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


def browser_of(pk: int) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = pk
    session.save()
    return browser


def job(by: int, state: str) -> Job:
    return Job.objects.create(name="tests.x", by_person=by, state=state, run_at=timezone.now())


def test_only_who_asked_for_a_job_sees_it() -> None:
    eco = ecosystem()
    mine, other = person(eco, "Ada"), person(eco, "Bo")
    address = reverse("job", args=[job(mine.pk, "running").uuid])
    asked = (browser_of(mine.pk), browser_of(other.pk), Client())
    assert [browser.get(address).status_code for browser in asked] == [200, 404, 404]


def test_a_failed_job_is_tried_again_by_its_asker_alone() -> None:
    eco = ecosystem()
    mine, other = person(eco, "Ada"), person(eco, "Bo")
    row = job(mine.pk, "failed")
    address = reverse("job", args=[row.uuid])
    assert browser_of(other.pk).post(address).status_code == 404
    row.refresh_from_db()
    assert row.state == "failed"
    assert browser_of(mine.pk).post(address).status_code == 302
    row.refresh_from_db()
    assert row.state == "ready"


def test_a_cancelled_job_stays_cancelled() -> None:
    mine = person(ecosystem(), "Ada")
    row = job(mine.pk, "cancelled")
    browser_of(mine.pk).post(reverse("job", args=[row.uuid]))
    row.refresh_from_db()
    assert row.state == "cancelled"
