"""A record beside its source is said in the reader's language."""

import pytest

from hedgerow.commons.activities.actions import mark_many, sample_attendance
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, club
from hedgerow.commons.activities.tests.test_samples import FIRST, LAST
from hedgerow.commons.membership.tests.factories import actor, browser, convener
from hedgerow.commons.observations.models import SampledRecord
from hedgerow.commons.people.models import Person
from hedgerow.foundation.accesslog.models import Opening

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_what_was_recorded_is_a_word_and_no_key() -> None:
    found = club(learners=1)
    mark_many(found.ecosystem, found.marks(), by=STEWARD, at=LATER)
    by = actor(convener(found.ecosystem))
    sample = sample_attendance(found.ecosystem, FIRST, LAST, 1, "hedge", by=by, at=LATER)
    record = SampledRecord.objects.get(sample=sample)
    client = browser(Person.objects.get(pk=by.person_id))
    page = f"/e/{found.ecosystem.slug}/samples/{sample.uuid}/{record.uuid}/"
    text = client.get(page, headers={"accept-language": "ar"}).content.decode()
    assert "<b>حاضر</b>" in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_drawn_records_notes_each_learner_that_it_names(kind: str) -> None:
    found = club(learners=3)
    mark_many(found.ecosystem, found.marks(), by=STEWARD, at=LATER)
    by = actor(convener(found.ecosystem))
    sample = sample_attendance(found.ecosystem, FIRST, LAST, 2, "hedge", by=by, at=LATER)
    client = browser(Person.objects.get(pk=by.person_id))
    page = f"/e/{found.ecosystem.slug}/samples/{sample.uuid}/"
    client.get(page)
    assert not Opening.objects.exists()
    assert client.get(page, {"table": "records", "format": kind}).status_code == 200
    drawn = SampledRecord.objects.filter(sample=sample).values_list("person", flat=True)
    noted = Opening.objects.values_list("learner", "by_person", "what")
    assert {*noted} == {(one, by.person_id, "observations.sampled") for one in drawn}


@pytest.mark.parametrize("role", ["convener", "evaluator"])
def test_the_register_is_linked_for_whom_it_opens(role: str) -> None:
    found = club(learners=1)
    mark_many(found.ecosystem, found.marks(), by=STEWARD, at=LATER)
    sample = sample_attendance(found.ecosystem, FIRST, LAST, 1, "hedge", by=STEWARD, at=LATER)
    record = SampledRecord.objects.get(sample=sample)
    client = browser(Person.objects.get(pk=found.staff(role).person_id))
    page = f"/e/{found.ecosystem.slug}/samples/{sample.uuid}/{record.uuid}/"
    register = f"/e/{found.ecosystem.slug}/activities/sessions/{record.subject}/"
    opens = client.get(register).status_code == 200
    text = client.get(page).content.decode()
    assert (register in text, "tell who leads the activity" in text) == (opens, not opens)
    assert opens == (role == "convener")
