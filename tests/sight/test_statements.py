"""Rules of sight stay short where nobody they are about is near: a page pays for each word it asks with."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities.models import Session
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.partners.tests.factories import two

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = 30_000
"""Characters; it was three times as many when each rule about agreements and placements was asked
of everybody, at ten times the time."""


def test_a_register_of_a_tutor_asks_in_few_words() -> None:
    made = two()
    session = Session.objects.filter(activity__leader=made.club.tutor).first()
    assert session is not None
    browser = factories.browser(made.club.tutor)
    address = reverse("session", args=[made.club.ecosystem.slug, session.uuid])
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    assert sum(len(one["sql"]) for one in asked) < WORDS
