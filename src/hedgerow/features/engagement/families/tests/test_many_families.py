"""Many families are told of a message by a job: each guardian once, and the sender waits for none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Letter, Notice, Preference
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.families import tasks
from hedgerow.features.engagement.families.actions import send_message, telling
from hedgerow.features.engagement.families.audiences import audience
from hedgerow.features.engagement.families.models import Message, MessageCopy
from hedgerow.features.engagement.families.queries.telling import JOB
from hedgerow.foundation.jobs import run_pending
from hedgerow.foundation.jobs.models import Job

from .family import Family, family, seen_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def families(of: Family, n: int) -> None:
    """So many more learners of the network, each with a guardian of their own."""
    for name in ("learner", "guardian"):
        Person.objects.bulk_create(
            Person(
                name=f"{name} {number}", sort_name=f"{name} {number}", language="en", created_at=NOW
            )
            for number in range(n)
        )
    many = Person.objects.order_by("pk")
    learners = list(many.filter(name__startswith="learner "))[-n:]
    guardians = list(many.filter(name__startswith="guardian "))[-n:]
    for one in learners:
        factories.assigned(one, "learner", of.place, of.club.school)
    Guardian.objects.bulk_create(
        Guardian(ecosystem=of.place, guardian=guardian, learner=learner, starts=factories.STARTS)
        for guardian, learner in zip(guardians, learners, strict=True)
    )


def sent(of: Family) -> Message:
    to = audience(of.convener, of.place, "ecosystem", of.place.uuid)
    return send_message(of.place, "good-news", to, {"note": "Well"}, by=of.convener, at=NOW)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two families are few, and a job tells two at a time."""
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    monkeypatch.setattr(telling, "MANY", 2)


@pytest.mark.usefixtures("few")
def test_a_job_tells_each_guardian_of_many_once_however_often_it_is_done() -> None:
    of = family()
    sent(of)
    assert (Notice.objects.count(), Job.objects.filter(name=JOB).count()) == (2, 0)
    families(of, 3)
    row = sent(of)
    assert (row.copies.count(), Notice.objects.count()) == (5, 2)
    barred = Guardian.objects.get(guardian__name="guardian 0")
    Guardian.objects.filter(pk=barred.pk).update(barred=True)
    quiet = Person.objects.get(name="guardian 1")
    Preference.objects.create(person=quiet, kind="families.message", pace="never")
    run_pending()
    copies = row.copies.values_list("uuid", flat=True)
    told = Notice.objects.filter(once__in=[str(one) for one in copies])
    assert {one.person.name for one in told} == {"Amal", "Olga", "guardian 1", "guardian 2"}
    assert not Letter.objects.filter(person=quiet).exists()
    assert told.get(person=of.mother).path == f"/me/children/{of.child.uuid}/"
    assert told.get(person=quiet).text == MessageCopy.objects.get(guardian=quiet).body
    Job.objects.filter(name=JOB).update(state="ready", checkpoint={})
    run_pending()
    assert (Notice.objects.count(), Letter.objects.count()) == (6, 5)


@pytest.mark.usefixtures("few")
def test_a_job_that_ended_in_the_middle_goes_on_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    of = family()
    families(of, 3)
    row, steps = sent(of), []

    def once(message, after, *, at):
        steps.append(after)
        if len(steps) == 2:
            telling.tell_some(message, after, at=at)
            raise OSError
        return telling.tell_some(message, after, at=at)

    monkeypatch.setattr(tasks, "tell_some", once)
    with pytest.raises(OSError):
        run_pending()
    job = Job.objects.get(name=JOB)
    assert (Notice.objects.count(), job.checkpoint["done"], job.state) == (2, 2, "ready")
    Job.objects.update(run_at=NOW)
    run_pending()
    job.refresh_from_db()
    assert (job.state, job.progress_done, job.progress_total) == ("done", 5, 5)
    assert steps[2] == steps[1]
    told = Notice.objects.values_list("person", flat=True)
    assert sorted(told) == sorted(row.copies.values_list("guardian", flat=True))


def test_sending_takes_as_many_statements_for_eighty_families_as_for_forty() -> None:
    of = family()
    taken = []
    for _more in range(2):
        families(of, 40)
        with CaptureQueriesContext(connection) as asked:
            sent(of)
        taken.append([one["sql"][:60] for one in asked if "messagecopy" not in one["sql"]])
        copies = [one for one in asked if "messagecopy" in one["sql"]]
        assert len(copies) <= 2  # rows go in by sets
    assert len(taken[0]) == len(taken[1]) < 40
    assert not Notice.objects.exists()


@pytest.mark.usefixtures("few")
def test_the_page_says_how_far_it_is_and_the_part_asked_for_each_second_has_no_table() -> None:
    of = family()
    families(of, 3)
    client = factories.browser(Person.objects.get(pk=of.convener.person_id))
    page = reverse("family-write", args=[of.place.slug, "good-news"])
    given = {"to": f"ecosystem:{of.place.uuid}", "note": "Well"}
    seen = seen_in(client.post(page, {**given, "look": "1"}))
    here = client.post(page, {**given, "send": seen}).headers["Location"]
    said = client.get(here).content.decode()
    assert said.count("It is being sent to 5 guardians.") == 2  # once in passing
    job = Job.objects.get(name=JOB)
    asking = {"HX-Request": "true", "HX-Target": f"job-{job.uuid}"}
    part = client.get(here, headers=asking).content.decode()
    assert "Waiting for its turn." in part
    assert "<table" not in part
    Job.objects.filter(pk=job.pk).update(state="failed")
    said = client.get(here).content.decode()
    assert "not every guardian has been told" in said
    assert client.post(reverse("job", args=[job.uuid])).status_code == 302
    run_pending()
    assert "Sent to 5 guardians." in client.get(here, headers=asking).content.decode()
    assert Notice.objects.filter(kind="families.message").count() == 5
