"""A register of hundreds is saved by its page like any other."""

from urllib.parse import urlencode

import pytest
from django.conf import settings

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.activities.tests.test_pages import at
from hedgerow.commons.membership.tests import factories

MOST = 5_000
"""Learners of a whole ecosystem that are enrolled in one activity."""


@pytest.mark.slow
@pytest.mark.django_db
def test_a_register_of_four_hundred_is_saved_by_its_page() -> None:
    made = club(learners=400)
    sent = {"revision": made.session.revision}
    for one in made.learners:
        sent |= {f"name-{one.pk}": one.name, f"mark-{one.pk}": "late", f"minutes-{one.pk}": "5"}
    answer = factories.browser(made.tutor).post(at("session", made), sent)
    assert answer.status_code == 302
    assert Attendance.objects.filter(session=made.session, status="late").count() == 400


def test_what_a_register_of_the_most_sends_is_within_both_limits() -> None:
    person = 999_999_999
    line = {f"name-{person}": "ش" * 60, f"mark-{person}": "excused", f"minutes-{person}": "1440"}
    assert MOST * len(line) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert MOST * (len(urlencode(line)) + 1) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
