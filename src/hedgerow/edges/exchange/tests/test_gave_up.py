"""An import whose job gave up is told as such: in the list, on its page, to programs and by doctor."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.people.models import Organisation
from hedgerow.edges.exchange import checks, undoing
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs
from hedgerow.foundation.installation import doctor
from hedgerow.foundation.jobs.models import Job

from .sending import GOOD, confirm, page, send

pytestmark = pytest.mark.django_db


def failing(name="exchange.import"):
    Job.objects.filter(name=name).update(state="failed", error="KeyError: 'x'")


def table(shown):
    return shown[shown.index("<table") : shown.index("</table>")]


@pytest.fixture
def failed(ada):
    send(ada, name="bad.csv")
    send(ada, GOOD.replace("0012", "0020").replace("0013", "0021"), name="good.csv")
    bad, good = Import.objects.order_by("pk")
    confirm(ada, bad)
    failing()
    confirm(ada, good)
    return bad


def test_the_list_is_narrowed_to_those_that_failed(ada, failed):
    listed = ada.get(reverse("imports", args=["grove"]), {"state": "failed"}).content.decode()
    assert "bad.csv" in listed
    assert "could not be finished" in listed
    assert "good.csv" not in table(listed)
    running = ada.get(reverse("imports", args=["grove"]), {"state": "running"}).content.decode()
    assert "good.csv" in table(running)
    assert "bad.csv" not in table(running)


def test_it_stands_among_what_is_not_finished_and_can_be_removed_there(ada, failed):
    listed = ada.get(reverse("imports", args=["grove"])).content.decode()
    section = listed[listed.index('id="unfinished"') :]
    assert "bad.csv" in section
    assert "could not be finished" in section
    assert ada.post(reverse("discard-import", args=["grove", failed.uuid])).status_code == 302


@pytest.fixture
def undone_in_vain(ada, monkeypatch):
    monkeypatch.setattr(undoing, "AT_ONCE", 1)
    send(ada)
    row = Import.objects.get()
    confirm(ada, row)
    jobs.run_pending()
    ada.post(reverse("undo-import", args=["grove", row.uuid]))
    failing("exchange.undo")
    return row


@pytest.mark.slow
def test_an_undoing_that_failed_says_that_all_stands_and_is_done_again(ada, undone_in_vain):
    row = undone_in_vain
    said = page(ada, row)
    assert "what was imported stands as before. Undo it again" in said
    assert "nothing was saved" not in said
    assert "Put the file aside" not in said
    assert Organisation.objects.count() == 2
    assert ada.post(reverse("undo-import", args=["grove", row.uuid])).status_code == 302
    jobs.run_pending()
    row.refresh_from_db()
    assert (row.state, Organisation.objects.count()) == ("undone", 0)


@pytest.mark.slow
def test_an_undoing_that_is_at_work_is_not_begun_twice(ada, undone_in_vain):
    Job.objects.filter(name="exchange.undo").update(state="running")
    again = reverse("undo-import", args=["grove", undone_in_vain.uuid])
    assert ada.post(again).status_code == 409
    assert "Undo this import" not in page(ada, undone_in_vain)


def test_doctor_tells_it_as_that_files_failure_and_not_as_the_installations(failed):
    now = timezone.now()
    (told,) = checks.checks(now)
    assert told.well
    assert told.found.startswith("1 not finished, the last 'bad.csv' in grove (running): KeyError")
    assert doctor._jobs(now, True, checks.TELLS_OF).well
    Job.objects.filter(state="failed").update(name="profile.compute")
    assert not doctor._jobs(now, True, checks.TELLS_OF).well


def test_doctor_says_that_none_gave_up(db):
    (told,) = checks.checks(timezone.now())
    assert (told.well, told.found) == (True, "none gave up")
