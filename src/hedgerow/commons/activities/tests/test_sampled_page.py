"""A record beside its source is said in the reader's language."""

import pytest

from hedgerow.commons.activities.actions import mark_many, sample_attendance
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, club
from hedgerow.commons.activities.tests.test_samples import FIRST, LAST
from hedgerow.commons.membership.tests.factories import actor, browser, convener
from hedgerow.commons.observations.models import SampledRecord
from hedgerow.commons.people.models import Person

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
