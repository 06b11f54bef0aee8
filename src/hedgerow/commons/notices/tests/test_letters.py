"""Letters leave by real SMTP: when, to whom, once, and with a way out."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hedgerow.commons.membership.models import ProvedAddress
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.actions import choose_hours, choose_paces
from hedgerow.commons.notices.models import Letter, Notice, Preference
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.tests.postbox import Postbox, listening, port

from .cast import NEWS, NOON, RIGHTS, reader, told

__all__ = ["port"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings: Any) -> None:
    settings.HEDGEROW_HERE = "https://hedgerow.example"


def work(at: datetime = NOON) -> None:
    """Do what is due by then."""
    now, ready = timezone.now(), Job.objects.filter(state=Job.State.READY)
    due = list(ready.filter(run_at__lte=at).values_list("pk", flat=True))
    ready.exclude(pk__in=due).update(run_at=now + timedelta(days=365))
    Job.objects.filter(pk__in=due).update(run_at=now)
    jobs.run_pending(surface=False)


def test_a_letter_speaks_the_readers_language_and_shows_the_way_out(port: int) -> None:
    aspen, postbox = factories.ecosystem("Aspen Valley"), Postbox()
    bo = reader(aspen, language="ar")
    row = told(bo, aspen)
    with listening(port, postbox):
        work()
    (letter,) = postbox.letters
    kept = Letter.objects.get()
    assert row is not None
    assert letter["To"] == "bo@example.org"
    assert letter["Subject"] == row.subject != "Consents"
    assert letter["Message-ID"] == f"<{kept.uuid}@hedgerow.example>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = letter["List-Unsubscribe"].strip(" <>")
    text = letter.get_content()
    assert stop in text
    assert "https://hedgerow.example/me/consents/" in text
    assert (kept.state, kept.tries, kept.trouble) == ("sent", 1, "")


def test_one_press_stops_a_kind_signed_out_and_reading_the_link_changes_nothing(port: int) -> None:
    aspen, postbox = factories.ecosystem("Aspen Valley"), Postbox()
    told(reader(aspen), aspen)
    with listening(port, postbox):
        work()
    path = (
        postbox.letters[0]["List-Unsubscribe"].strip(" <>").removeprefix("https://hedgerow.example")
    )
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(path).status_code == 200
    assert not Preference.objects.exists()
    answer = browser.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Preference.objects.get().pace == "never"
    row = told(Notice.objects.get().person, aspen)
    assert row is not None
    assert (row.due_at, Letter.objects.count()) == (None, 1)
    forged = re.sub(r"tests\.news", "tests.other", path)
    assert browser.post(forged).status_code == 409


@pytest.mark.slow
def test_a_server_that_fails_is_asked_again_with_the_same_letter(port: int) -> None:
    aspen, postbox = factories.ecosystem("Aspen Valley"), Postbox()
    told(reader(aspen), aspen)
    with listening(port, postbox):
        for answer in ("451 come back later", ""):
            postbox.answer = answer
            work(timezone.now() + timedelta(days=1))
        # the mail server said yes, and the worker was killed before it noted that
        Letter.objects.update(state="waiting", sent_at=None)
        Job.objects.update(state=Job.State.READY)
        work(timezone.now() + timedelta(days=1))
        Job.objects.update(state=Job.State.READY)
        work(timezone.now() + timedelta(days=1))
    first, again = postbox.letters
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Date"] == again["Date"]
    assert Letter.objects.get().tries == 3


@pytest.mark.parametrize("trouble", ["unproved", "gone", "refused"])
def test_no_letter_goes_where_none_may(port: int, trouble: str) -> None:
    aspen, postbox = factories.ecosystem("Aspen Valley"), Postbox()
    told(reader(aspen), aspen)
    if trouble == "unproved":
        ProvedAddress.objects.update(address="old@example.org")
    if trouble == "gone":
        Notice.objects.all().delete()
    postbox.answer = "550 no such user" if trouble == "refused" else ""
    with listening(port, postbox):
        work()
    kept = Letter.objects.get()
    assert postbox.letters == []
    assert kept.state == ("refused" if trouble == "refused" else "dropped")
    assert kept.trouble in ("no_proved_address", "nothing_left", "refused")


def test_what_waits_in_quiet_hours_is_not_told_to_who_was_barred_meanwhile(port: int) -> None:
    aspen, postbox = factories.ecosystem("Aspen Valley"), Postbox()
    bo, child = reader(aspen), factories.person(aspen, "Mia")
    tie = Guardian.objects.create(
        ecosystem=aspen, guardian=bo, learner=child, starts=factories.STARTS
    )
    row = told(bo, aspen, at=NOON.replace(hour=22), about=child)
    assert row is not None
    assert row.due_at == NOON.replace(day=25, hour=7)
    tie.barred = True
    tie.save()
    with listening(port, postbox):
        work(NOON + timedelta(days=1))
    assert postbox.letters == []
    assert not Notice.objects.visible_to(factories.actor(bo)).exists()


@pytest.mark.slow
def test_a_day_comes_in_one_letter_by_the_readers_clock(port: int) -> None:
    aspen, postbox = factories.ecosystem("Aspen Valley"), Postbox()
    bo = reader(aspen)
    bo.time_zone = "Asia/Seoul"
    bo.save()
    by = factories.actor(bo)
    choose_paces({NEWS.key: "daily"}, by=by, at=NOON)
    choose_hours(None, None, NOON.replace(hour=18, minute=30).time(), 0, by=by, at=NOON)
    rows = [told(bo, aspen) for _n in range(3)]
    told(bo, aspen, kind=RIGHTS.key)
    assert {row.due_at for row in rows if row} == {NOON.replace(day=25, hour=9, minute=30)}
    Notice.objects.filter(letter=None).update(due_at=timezone.now())
    jobs.enqueue("notices.compose", run_at=NOON)
    with listening(port, postbox):
        work()
        work(timezone.now())
    assert sorted(letter["Subject"] for letter in postbox.letters) == [
        "3 things you were told", "Consents",
    ]  # fmt: skip
    rights = next(one for one in postbox.letters if one["Subject"] == "Consents")
    assert rights["List-Unsubscribe"] is None
    together = next(one for one in postbox.letters if one is not rights)
    stop = together["List-Unsubscribe"].strip(" <>").removeprefix("https://hedgerow.example")
    assert Client().post(stop).status_code == 200
    assert Preference.objects.get().pace == "never"


def test_what_a_job_tells_twice_is_told_once() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    bo = reader(aspen)
    assert told(bo, aspen, once="offer-1") is not None
    assert told(bo, aspen, once="offer-1") is None
    assert (Notice.objects.count(), Letter.objects.count()) == (1, 1)
