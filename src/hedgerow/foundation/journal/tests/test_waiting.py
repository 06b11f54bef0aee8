"""A fact does not wait for its seal for long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hedgerow.foundation.journal.tests.factories import a_fact
from hedgerow.foundation.journal.verification import overdue

pytestmark = pytest.mark.django_db


def test_a_fact_that_waits_longer_than_a_minute_is_overdue() -> None:
    fact, now = a_fact(), timezone.now()
    assert overdue(now) == []
    (late,) = overdue(now + timedelta(seconds=75))
    assert late.fact == fact.uuid
    assert "75 s" in str(late)
