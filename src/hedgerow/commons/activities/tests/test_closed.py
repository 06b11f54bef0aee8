"""Of a closed ecosystem registers are read, and nobody is reminded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hedgerow.commons.activities import queries
from hedgerow.commons.activities.actions import mark_many
from hedgerow.commons.activities.models import Attendance, Session
from hedgerow.commons.activities.tests.factories import STEWARD, Club, club
from hedgerow.commons.membership.actions import close_ecosystem
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Closed

pytestmark = pytest.mark.django_db


def closed() -> Club:
    """A club with a session that began two hours ago, of an ecosystem that was then closed."""
    made = club(sessions=1)
    Session.objects.update(starts_at=timezone.now() - timedelta(hours=2))
    assert len(queries.waiting_for(factories.actor(made.tutor))) == 1
    close_ecosystem(made.ecosystem, made.ecosystem.name, by=STEWARD, at=timezone.now())
    return made


def test_nobody_is_reminded_of_its_sessions() -> None:
    made = closed()
    assert queries.waiting_for(factories.actor(made.tutor)) == []
    assert queries.waiting_for(made.staff("convener")) == []


def test_who_leads_the_activity_reads_its_register_and_marks_nothing() -> None:
    made = closed()
    tutor = factories.actor(made.tutor)
    row = queries.session_row(tutor, made.ecosystem.slug, made.session.uuid)
    page = queries.register_page(tutor, row)
    assert len(page.lines) == 3
    assert not page.may_mark
    with pytest.raises(Closed):
        mark_many(made.ecosystem, made.marks(), by=tutor, at=timezone.now())
    assert not Attendance.objects.exists()
